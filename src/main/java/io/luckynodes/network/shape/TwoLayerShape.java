package io.luckynodes.network.shape;

/**
 * Sizes of a two-layer ReLU network {@code y = [relu([x, 1] W1), 1] W2}.
 *
 * @param inputs d
 * @param hidden m for a teacher, n for a student
 * @param outputs c
 */
public record TwoLayerShape(int inputs, int hidden, int outputs) {
  /** Tensor of the lower layer, [d + 1, hidden]; the last row holds the biases. */
  public static final String W1 = "W1";

  /** Tensor of the upper layer, [hidden + 1, c]; the last row holds the biases. */
  public static final String W2 = "W2";

  public TwoLayerShape {
    if (inputs < 1 || hidden < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "sizes must be positive: " + inputs + ", " + hidden + ", " + outputs);
    }
  }

  /** The shape of a network from its tensors. */
  public static TwoLayerShape of(Parameters parameters) {
    Parameter w1 = parameters.get(W1);
    Parameter w2 = parameters.get(W2);
    TwoLayerShape shape = new TwoLayerShape(w1.dimension(0) - 1, w1.dimension(1), w2.dimension(1));
    if (w2.dimension(0) != shape.hidden() + 1) {
      throw new IllegalArgumentException(
          "W2 has " + w2.dimension(0) + " rows, expected " + (shape.hidden() + 1));
    }
    return shape;
  }
}
