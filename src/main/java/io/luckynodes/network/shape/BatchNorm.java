package io.luckynodes.network.shape;

import java.util.Arrays;

/**
 * Whether and how the hidden layers of a network have BatchNorm. Torch's manners are kept, since
 * the papers' numbers were made with them: in training nodes are normalised by the batch's own mean
 * and biased variance; the running statistics, by which nodes are normalised in evaluation, move by
 * a tenth of the way to the batch's mean and unbiased variance at every step.
 *
 * @param present whether they have it; if not, the others are false
 * @param beforeRelu true: of what the weights give, before ReLU; false: of what ReLU gives [T]
 * @param affine whether a scale and an offset are learnt; if not they are 1 and 0
 */
public record BatchNorm(boolean present, boolean beforeRelu, boolean affine) {
  /** None. */
  public static final BatchNorm NONE = new BatchNorm(false, false, false);

  /** After ReLU, with scale and offset: what the papers have where they say no more. */
  public static final BatchNorm AFTER_RELU = new BatchNorm(true, false, true);

  /** Added to variances under the root [C]. */
  public static final float EPSILON = 1e-5f;

  /** How far running statistics move at every step [C]. */
  public static final float STATISTICS_RATE = 0.1f;

  public BatchNorm {
    if (!present && (beforeRelu || affine)) {
      throw new IllegalArgumentException("there is no BatchNorm to be before ReLU or affine");
    }
  }

  /** From three settings, of which the last two matter only if there is BatchNorm. */
  public static BatchNorm of(boolean present, boolean beforeRelu, boolean affine) {
    return present ? new BatchNorm(true, beforeRelu, affine) : NONE;
  }

  /** That of a network, from its tensors. */
  public static BatchNorm of(Parameters parameters) {
    boolean before = hasAny(parameters, true, "mean", "variance", "scale", "offset");
    return of(
        before || hasAny(parameters, false, "mean", "variance", "scale", "offset"),
        before,
        hasAny(parameters, before, "scale", "offset"));
  }

  private static boolean hasAny(Parameters parameters, boolean beforeRelu, String... parts) {
    return Arrays.stream(parts).anyMatch(part -> parameters.has(tensor(0, part, beforeRelu)));
  }

  /** Looks whether a network has the tensors of a layer of so many nodes. */
  void expectIn(Parameters parameters, int layer, int nodes) {
    if (present) {
      parameters.expect(tensor(layer, "mean"), nodes);
      parameters.expect(tensor(layer, "variance"), nodes);
    }
    if (affine) {
      parameters.expect(tensor(layer, "scale"), nodes);
      parameters.expect(tensor(layer, "offset"), nodes);
    }
  }

  /**
   * Name of a layer's tensor: {@code scale}, {@code offset}, {@code mean}, {@code variance}; layers
   * count from 0 here and from 1 in names.
   */
  public String tensor(int layer, String part) {
    return tensor(layer, part, beforeRelu);
  }

  private static String tensor(int layer, String part, boolean beforeRelu) {
    return (beforeRelu ? "bn-before" : "bn") + (layer + 1) + "/" + part;
  }
}
