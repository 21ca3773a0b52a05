package io.luckynodes.network.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sizes of a ConvNet: 3 × 3 convolutions of stride 1 without padding or pooling, and one linear
 * layer on the flattened last map [C]. Each convolution is followed by ReLU; BatchNorm, if there is
 * any, comes before or after ReLU.
 *
 * <p>Tensors of layer l = 1, 2, …: {@code conv<l>/filter} [3, 3, in, out], {@code conv<l>/bias}
 * [out] and those of BatchNorm, all [out]. Then follow {@code output/weights} [height · width ·
 * channels, outputs], whose rows run over y, x, channel, and {@code output/bias}. BatchNorm has
 * {@code bn<l>/scale}, {@code bn<l>/offset} (both only if it is affine), {@code bn<l>/mean} and
 * {@code bn<l>/variance}. Before ReLU, these names begin with {@code bn-before<l>/}, so that the
 * tensors alone show what a network computes.
 *
 * @param height height of the input image in pixels
 * @param width width of the input image in pixels
 * @param inputChannels channels of the input image
 * @param channels channels of each hidden layer, lowest first
 * @param outputs outputs of the linear layer
 * @param batchNorm BatchNorm of the hidden layers
 */
public record ConvNetShape(
    int height,
    int width,
    int inputChannels,
    List<Integer> channels,
    int outputs,
    BatchNorm batchNorm) {
  /** Name of the tensor with the linear layer's weights. */
  public static final String OUTPUT_WEIGHTS = "output/weights";

  /** Name of the tensor with the linear layer's biases. */
  public static final String OUTPUT_BIAS = "output/bias";

  private static final int KERNEL = 3;
  private static final int CIFAR10_SIDE = 32;

  public ConvNetShape {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || channels.stream().anyMatch(c -> c < 1) || outputs < 1) {
      throw new IllegalArgumentException(
          "channels and outputs must be positive: " + channels + ", " + outputs);
    }
    if (channels.size() > mostLayers(Math.min(height, width))) {
      throw new IllegalArgumentException(
          height + " × " + width + " is too small for " + channels.size() + " layers");
    }
  }

  /**
   * Largest number of layers for images of a given side. Each layer takes {@code KERNEL - 1} pixels
   * off a side, and at least one must be left.
   */
  public static int mostLayers(int side) {
    return (side - 1) / (KERNEL - 1);
  }

  /**
   * The shape of a network on images of a given size, from its tensors.
   *
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#BAD_INPUT}) if
   *     the tensors are not those of such a network
   */
  public static ConvNetShape of(Parameters parameters, int height, int width) {
    int inputChannels = parameters.get(filter(0), 4).dimension(2);
    List<Integer> channels = new ArrayList<>();
    while (parameters.has(filter(channels.size()))) {
      channels.add(parameters.get(filter(channels.size()), 4).dimension(3));
    }
    if (channels.size() > mostLayers(Math.min(height, width))) {
      throw parameters.fault(
          "has " + channels.size() + " layers, too many for " + height + " × " + width);
    }
    int outputs = parameters.get(OUTPUT_WEIGHTS, 2).dimension(1);
    ConvNetShape shape =
        new ConvNetShape(height, width, inputChannels, channels, outputs, BatchNorm.of(parameters));
    for (int layer = 0; layer < shape.layers(); layer++) {
      parameters.expect(filter(layer), shape.filterShape(layer));
      parameters.expect(bias(layer), channels.get(layer));
      shape.batchNorm.expectIn(parameters, layer, channels.get(layer));
    }
    parameters.expect(OUTPUT_WEIGHTS, shape.flattened(), outputs);
    parameters.expect(OUTPUT_BIAS, outputs);
    return shape;
  }

  /** Whether two networks have inputs of the same size, as many outputs and as many layers. */
  public boolean comparableTo(ConvNetShape other) {
    return imageSize() == other.imageSize()
        && outputs == other.outputs
        && layers() == other.layers();
  }

  /**
   * The shape of a network with given channels on CIFAR-10: 32 × 32 pixels of three colours, ten
   * classes.
   */
  public static ConvNetShape cifar10(List<Integer> channels, BatchNorm batchNorm) {
    return new ConvNetShape(CIFAR10_SIDE, CIFAR10_SIDE, 3, channels, 10, batchNorm);
  }

  /**
   * The same images and outputs, with every hidden layer {@code factor} times as wide.
   *
   * @param ownBatchNorm BatchNorm of the wider network
   */
  public ConvNetShape wider(int factor, BatchNorm ownBatchNorm) {
    return new ConvNetShape(
        height,
        width,
        inputChannels,
        channels.stream().map(own -> Math.multiplyExact(own, factor)).toList(),
        outputs,
        ownBatchNorm);
  }

  /** The shape of a network on CIFAR-10, from its tensors. */
  public static ConvNetShape ofCifar10(Parameters parameters) {
    return of(parameters, CIFAR10_SIDE, CIFAR10_SIDE);
  }

  public int layers() {
    return channels.size();
  }

  /** Number of channels that a layer reads; {@code layer} counts from 0. */
  public int channelsInto(int layer) {
    return layer == 0 ? inputChannels : channels.get(layer - 1);
  }

  /** Dimensions of a layer's filters: y, x, input channel, output channel. */
  public int[] filterShape(int layer) {
    return new int[] {KERNEL, KERNEL, channelsInto(layer), channels.get(layer)};
  }

  /** Number of values that one of a layer's filters reads. */
  public int fanIn(int layer) {
    return Math.multiplyExact(KERNEL * KERNEL, channelsInto(layer));
  }

  /** Height of a layer's map. */
  public int heightOf(int layer) {
    return height - (KERNEL - 1) * (layer + 1);
  }

  /** Width of a layer's map. */
  public int widthOf(int layer) {
    return width - (KERNEL - 1) * (layer + 1);
  }

  /** Number of values in the flattened last map. */
  public int flattened() {
    return Math.multiplyExact(
        Math.multiplyExact(heightOf(layers() - 1), widthOf(layers() - 1)),
        channels.get(layers() - 1));
  }

  /** Number of values in an image. */
  public int imageSize() {
    return Math.multiplyExact(Math.multiplyExact(height, width), inputChannels);
  }

  /** Name of the tensor with a layer's filters, [3, 3, in, out]. */
  public static String filter(int layer) {
    return "conv" + (layer + 1) + "/filter";
  }

  /** Name of the tensor with a layer's biases. */
  public static String bias(int layer) {
    return "conv" + (layer + 1) + "/bias";
  }

  /**
   * Draws initial weights. The weights and biases of convolutions and of the linear layer are
   * uniform in ±1/√fan-in. BatchNorm has scale 1, offset 0, running mean 0 and variance 1 [C]. A
   * stream gives the same weights with and without BatchNorm.
   */
  public Parameters initial(RandomGenerator random) {
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      int out = channels.get(layer);
      int fanIn = fanIn(layer);
      parameters.add(uniform(filter(layer), fanIn, random, filterShape(layer)));
      parameters.add(uniform(bias(layer), fanIn, random, out));
      if (batchNorm.affine()) {
        parameters.add(constant(batchNorm.tensor(layer, "scale"), 1, out));
        parameters.add(constant(batchNorm.tensor(layer, "offset"), 0, out));
      }
      if (batchNorm.present()) {
        parameters.add(constant(batchNorm.tensor(layer, "mean"), 0, out));
        parameters.add(constant(batchNorm.tensor(layer, "variance"), 1, out));
      }
    }
    parameters.add(uniform(OUTPUT_WEIGHTS, flattened(), random, flattened(), outputs));
    parameters.add(uniform(OUTPUT_BIAS, flattened(), random, outputs));
    return new Parameters(parameters);
  }

  /**
   * Floating-point operations of one sample's forward pass, a multiplication and an addition
   * counted as two.
   */
  public double forwardFlops() {
    double flops = 2.0 * flattened() * outputs;
    for (int layer = 0; layer < layers(); layer++) {
      flops += forwardFlops(layer);
    }
    return flops;
  }

  private double forwardFlops(int layer) {
    return 2.0 * heightOf(layer) * widthOf(layer) * fanIn(layer) * channels.get(layer);
  }

  /**
   * Floating-point operations of one sample in a step of SGD: forward pass, gradients of weights,
   * and gradients of each layer's inputs except the images, whose gradient is not needed.
   */
  public double trainingFlops() {
    return 3 * forwardFlops() - forwardFlops(0);
  }

  /** Number of values in the maps of all hidden layers, for one sample. */
  public double activations() {
    double numbers = 0;
    for (int layer = 0; layer < layers(); layer++) {
      numbers += (double) heightOf(layer) * widthOf(layer) * channels.get(layer);
    }
    return numbers;
  }

  /** Number of trained weights, without biases. */
  public double weights() {
    double numbers = (double) flattened() * outputs;
    for (int layer = 0; layer < layers(); layer++) {
      numbers += (double) fanIn(layer) * channels.get(layer);
    }
    return numbers;
  }

  private static Parameter uniform(String name, int fanIn, RandomGenerator random, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    double bound = 1 / Math.sqrt(fanIn);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return new Parameter(name, shape, values);
  }

  private static Parameter constant(String name, float value, int size) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return new Parameter(name, new int[] {size}, values);
  }
}
