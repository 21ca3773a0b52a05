package io.luckynodes.definition;

import java.util.Arrays;
import java.util.List;

/**
 * The predicates by which a claim can be judged, as far as a definition must know them before
 * anything runs.
 */
public enum PredicateKind {
  UNALIGNED_FAN_OUT_BELOW("unaligned-fan-out-below"),
  LOW_CORRELATION_LOW_FAN_OUT("low-correlation-low-fan-out"),
  MATCHED_SHARE_AT_LEAST("matched-share-at-least"),
  LAYERS_ORDERED_BY_WIDTH("layers-ordered-by-width"),
  ACCURACY_ORDERED_BY_WIDTH("accuracy-ordered-by-width");

  private final String id;

  PredicateKind(String id) {
    this.id = id;
  }

  /** Names in definition files. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(kind -> kind.id).toList();
  }
}
