package io.luckynodes.network.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sizes of a deep fully connected ReLU network: hidden layers, each with ReLU and possibly
 * BatchNorm, and a linear layer for the outputs.
 *
 * <p>Tensors of hidden layer l = 1, 2, …: {@code fc<l>/weights} [fan-in, nodes] and {@code
 * fc<l>/bias} [nodes]. With BatchNorm after ReLU there are {@code bn<l>/mean}, {@code
 * bn<l>/variance} and, if it is affine, {@code bn<l>/scale} and {@code bn<l>/offset}, all [nodes];
 * with BatchNorm before ReLU the names begin with {@code bn-before<l>/}. Then follow {@code
 * output/weights} [nodes of the last layer, outputs] and {@code output/bias}. In code, layers count
 * from 0, and the linear layer follows the last hidden layer.
 *
 * @param inputs number of inputs, d
 * @param widths nodes of each hidden layer, lowest first
 * @param outputs number of outputs, c
 * @param batchNorm BatchNorm of every hidden layer
 */
public record FcShape(int inputs, List<Integer> widths, int outputs, BatchNorm batchNorm) {
  private static final String OUTPUT = "output";

  public FcShape {
    widths = List.copyOf(widths);
    if (inputs < 1
        || outputs < 1
        || widths.isEmpty()
        || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "sizes must be positive: " + inputs + ", " + widths + ", " + outputs);
    }
  }

  /** A shape without BatchNorm. */
  public FcShape(int inputs, List<Integer> widths, int outputs) {
    this(inputs, widths, outputs, BatchNorm.NONE);
  }

  /**
   * The shape of a network from its tensors.
   *
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#BAD_INPUT}) if
   *     the tensors are not those of such a network
   */
  public static FcShape of(Parameters parameters) {
    int inputs = parameters.get("fc1/weights", 2).dimension(0);
    List<Integer> widths = new ArrayList<>();
    for (int layer = 1; parameters.has("fc" + layer + "/weights"); layer++) {
      widths.add(parameters.get("fc" + layer + "/weights", 2).dimension(1));
    }
    Parameter output = parameters.get(OUTPUT + "/weights", 2);
    FcShape shape = new FcShape(inputs, widths, output.dimension(1), BatchNorm.of(parameters));
    for (int layer = 0; layer <= shape.layers(); layer++) {
      parameters.expect(shape.weights(layer), shape.fanIn(layer), shape.size(layer));
      parameters.expect(shape.bias(layer), shape.size(layer));
      if (layer < shape.layers()) {
        shape.batchNorm.expectIn(parameters, layer, shape.size(layer));
      }
    }
    return shape;
  }

  /** Whether two networks have as many inputs, outputs and layers. */
  public boolean comparableTo(FcShape other) {
    return inputs == other.inputs && outputs == other.outputs && layers() == other.layers();
  }

  /** Number of hidden layers. */
  public int layers() {
    return widths.size();
  }

  /** Number of values that a layer reads. */
  public int fanIn(int layer) {
    return layer == 0 ? inputs : widths.get(layer - 1);
  }

  /** Number of values that a layer computes. */
  public int size(int layer) {
    return layer == layers() ? outputs : widths.get(layer);
  }

  /** Name of the tensor with a layer's weights. */
  public String weights(int layer) {
    return name(layer) + "/weights";
  }

  /** Name of the tensor with a layer's biases. */
  public String bias(int layer) {
    return name(layer) + "/bias";
  }

  private String name(int layer) {
    return layer == layers() ? OUTPUT : "fc" + (layer + 1);
  }

  /** The same shape with every hidden layer {@code factor} times as wide. */
  public FcShape wider(int factor) {
    return new FcShape(
        inputs,
        widths.stream().map(width -> Math.multiplyExact(width, factor)).toList(),
        outputs,
        batchNorm);
  }

  /** The same shape with another BatchNorm, or with none. */
  public FcShape with(BatchNorm other) {
    return new FcShape(inputs, widths, outputs, other);
  }

  /**
   * Number of weights of all layers, without biases: multiplications of one sample's forward pass.
   */
  public double connections() {
    double sum = 0;
    for (int layer = 0; layer <= layers(); layer++) {
      sum += (double) fanIn(layer) * size(layer);
    }
    return sum;
  }

  /**
   * Draws initial weights and biases, uniform in ±scale/√fan-in: torch's default [C] times a
   * factor. BatchNorm has scale 1, offset 0, running mean 0 and variance 1 [C].
   *
   * @param scale factor; 1 for the default
   */
  public Parameters initial(RandomGenerator random, double scale) {
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer <= layers(); layer++) {
      double bound = scale / Math.sqrt(fanIn(layer));
      parameters.add(uniform(weights(layer), bound, random, fanIn(layer), size(layer)));
      parameters.add(uniform(bias(layer), bound, random, size(layer)));
      if (layer < layers() && batchNorm.present()) {
        parameters.addAll(fresh(layer));
      }
    }
    return new Parameters(parameters);
  }

  private List<Parameter> fresh(int layer) {
    List<Parameter> parameters = new ArrayList<>();
    if (batchNorm.affine()) {
      parameters.add(constant(batchNorm.tensor(layer, "scale"), 1, size(layer)));
      parameters.add(constant(batchNorm.tensor(layer, "offset"), 0, size(layer)));
    }
    parameters.add(constant(batchNorm.tensor(layer, "mean"), 0, size(layer)));
    parameters.add(constant(batchNorm.tensor(layer, "variance"), 1, size(layer)));
    return parameters;
  }

  private static Parameter constant(String name, float value, int size) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return new Parameter(name, new int[] {size}, values);
  }

  private static Parameter uniform(
      String name, double bound, RandomGenerator random, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return new Parameter(name, shape, values);
  }
}
