package io.luckynodes.network.shape;

/**
 * Sizes of a two-layer ReLU network {@code y = [relu([x, 1] W1), 1] W2}.
 *
 * @param inputs number of inputs, d
 * @param hidden number of hidden nodes, m for a teacher and n for a student
 * @param outputs number of outputs, c
 */
public record TwoLayerShape(int inputs, int hidden, int outputs) {
  /** Name of the lower layer's tensor, [d + 1, hidden]; the last row holds the biases. */
  public static final String W1 = "W1";

  /** Name of the upper layer's tensor, [hidden + 1, c]; the last row holds the biases. */
  public static final String W2 = "W2";

  public TwoLayerShape {
    if (inputs < 1 || hidden < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "sizes must be positive: " + inputs + ", " + hidden + ", " + outputs);
    }
  }

  /**
   * The shape of a network from its tensors.
   *
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#BAD_INPUT}) if
   *     the tensors are not those of such a network
   */
  public static TwoLayerShape of(Parameters parameters) {
    Parameter w1 = parameters.get(W1, 2);
    Parameter w2 = parameters.get(W2, 2);
    if (w1.dimension(0) < 2) {
      throw parameters.fault("tensor W1 has a row of biases and none of inputs");
    }
    TwoLayerShape shape = new TwoLayerShape(w1.dimension(0) - 1, w1.dimension(1), w2.dimension(1));
    parameters.expect(W2, shape.hidden() + 1, shape.outputs());
    return shape;
  }

  /** Whether two networks have as many inputs and outputs, whatever their widths. */
  public boolean comparableTo(TwoLayerShape other) {
    return inputs == other.inputs && outputs == other.outputs;
  }
}
