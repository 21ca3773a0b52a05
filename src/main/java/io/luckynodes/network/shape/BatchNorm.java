package io.luckynodes.network.shape;

import java.util.Arrays;

/**
 * The BatchNorm of the hidden layers of a network. It follows the conventions of torch, with which
 * the papers' numbers were made. In training, nodes are normalised by the batch's own mean and
 * biased variance. In evaluation, they are normalised by the running statistics, which move a tenth
 * of the way to the batch's mean and unbiased variance at every step.
 *
 * @param present whether the layers have BatchNorm; if not, the other two are false
 * @param beforeRelu whether BatchNorm comes before ReLU; otherwise it comes after ReLU [T]
 * @param affine whether a scale and an offset are learnt; if not, they are 1 and 0
 */
public record BatchNorm(boolean present, boolean beforeRelu, boolean affine) {
  /** No BatchNorm. */
  public static final BatchNorm NONE = new BatchNorm(false, false, false);

  /** BatchNorm after ReLU with scale and offset, as in the papers where they say no more. */
  public static final BatchNorm AFTER_RELU = new BatchNorm(true, false, true);

  /** The ε that is added to variances under the root [C]. */
  public static final float EPSILON = 1e-5f;

  /** Share of the way that running statistics move at every step [C]. */
  public static final float STATISTICS_RATE = 0.1f;

  public BatchNorm {
    if (!present && (beforeRelu || affine)) {
      throw new IllegalArgumentException("there is no BatchNorm to be before ReLU or affine");
    }
  }

  /** Makes a BatchNorm from three settings; the last two matter only if it is present. */
  public static BatchNorm of(boolean present, boolean beforeRelu, boolean affine) {
    return present ? new BatchNorm(true, beforeRelu, affine) : NONE;
  }

  /** The BatchNorm of a network, from its tensors. */
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

  /** Checks that a network has the tensors of BatchNorm for a layer of {@code nodes} nodes. */
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
   * Name of a layer's tensor, whose part is {@code scale}, {@code offset}, {@code mean} or {@code
   * variance}. Layers count from 0 here and from 1 in names.
   */
  public String tensor(int layer, String part) {
    return tensor(layer, part, beforeRelu);
  }

  private static String tensor(int layer, String part, boolean beforeRelu) {
    return (beforeRelu ? "bn-before" : "bn") + (layer + 1) + "/" + part;
  }
}
