package io.luckynodes.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sizes of a ConvNet: 3 × 3 convolutions of stride 1 without padding or pooling, each followed by
 * ReLU and then BatchNorm with affine parameters, and one linear layer on the flattened last map
 * [C].
 *
 * <p>Tensors of layer l = 1, 2, …: {@code conv<l>/filter} [3, 3, in, out], {@code conv<l>/bias},
 * {@code bn<l>/scale}, {@code bn<l>/offset}, {@code bn<l>/mean}, {@code bn<l>/variance} [out]; then
 * {@code output/weights} [height · width · channels, outputs], whose rows run over y, x, channel,
 * and {@code output/bias}.
 *
 * @param height of the input image in pixels
 * @param width of the input image in pixels
 * @param inputChannels of the input image
 * @param channels of each hidden layer, lowest first
 * @param outputs of the linear layer
 */
public record ConvNetShape(
    int height, int width, int inputChannels, List<Integer> channels, int outputs) {
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
   * How many layers images can carry: each takes {@code KERNEL - 1} pixels off a side, and at least
   * one must be left.
   */
  private static int mostLayers(int side) {
    return (side - 1) / (KERNEL - 1);
  }

  /** How many hidden layers a network on CIFAR-10 can have. */
  public static int mostLayersOnCifar10() {
    return mostLayers(CIFAR10_SIDE);
  }

  /** The shape of a network on images of a given size, from its tensors. */
  public static ConvNetShape of(Parameters parameters, int height, int width) {
    List<Integer> channels = new ArrayList<>();
    while (parameters.has(filter(channels.size()))) {
      channels.add(parameters.get(filter(channels.size())).dimension(3));
    }
    return new ConvNetShape(
        height,
        width,
        parameters.get(filter(0)).dimension(2),
        channels,
        parameters.get("output/weights").dimension(1));
  }

  /** A network of some channels on CIFAR-10: 32 × 32 pixels of three colours, ten classes. */
  public static ConvNetShape cifar10(List<Integer> channels) {
    return new ConvNetShape(CIFAR10_SIDE, CIFAR10_SIDE, 3, channels, 10);
  }

  /** The shape of a network on CIFAR-10, from its tensors. */
  public static ConvNetShape ofCifar10(Parameters parameters) {
    return of(parameters, CIFAR10_SIDE, CIFAR10_SIDE);
  }

  public int layers() {
    return channels.size();
  }

  /** Channels that a layer reads; {@code layer} counts from 0. */
  int channelsInto(int layer) {
    return layer == 0 ? inputChannels : channels.get(layer - 1);
  }

  /** Height of a layer's map. */
  int heightOf(int layer) {
    return height - (KERNEL - 1) * (layer + 1);
  }

  /** Width of a layer's map. */
  int widthOf(int layer) {
    return width - (KERNEL - 1) * (layer + 1);
  }

  /** Numbers in the flattened last map. */
  int flattened() {
    return heightOf(layers() - 1) * widthOf(layers() - 1) * channels.get(layers() - 1);
  }

  static String filter(int layer) {
    return "conv" + (layer + 1) + "/filter";
  }

  static String bias(int layer) {
    return "conv" + (layer + 1) + "/bias";
  }

  static String norm(int layer, String part) {
    return "bn" + (layer + 1) + "/" + part;
  }

  /**
   * Fresh weights: convolutions and the linear layer uniform in ±1/√fan-in, weights and biases
   * alike; BatchNorm scale 1, offset 0, running mean 0 and variance 1 [C].
   */
  public Parameters initial(RandomGenerator random) {
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      int in = channelsInto(layer);
      int out = channels.get(layer);
      int fanIn = KERNEL * KERNEL * in;
      parameters.add(uniform(filter(layer), fanIn, random, KERNEL, KERNEL, in, out));
      parameters.add(uniform(bias(layer), fanIn, random, out));
      parameters.add(constant(norm(layer, "scale"), 1, out));
      parameters.add(constant(norm(layer, "offset"), 0, out));
      parameters.add(constant(norm(layer, "mean"), 0, out));
      parameters.add(constant(norm(layer, "variance"), 1, out));
    }
    parameters.add(uniform("output/weights", flattened(), random, flattened(), outputs));
    parameters.add(uniform("output/bias", flattened(), random, outputs));
    return new Parameters(parameters);
  }

  /**
   * Floating-point operations of one sample's forward pass, a multiplication and an addition
   * counted as two.
   */
  public double forwardFlops() {
    double flops = 2.0 * flattened() * outputs;
    for (int layer = 0; layer < layers(); layer++) {
      flops +=
          2.0
              * heightOf(layer)
              * widthOf(layer)
              * KERNEL
              * KERNEL
              * channelsInto(layer)
              * channels.get(layer);
    }
    return flops;
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
