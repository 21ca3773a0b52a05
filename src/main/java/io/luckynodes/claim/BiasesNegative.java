package io.luckynodes.claim;

import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * Of the biases of all BatchNorm layers together, the majority is negative. They are read from a
 * network that others trained, so that nothing is left to chance.
 */
final class BiasesNegative {
  /** A majority is more than this share. */
  private static final double HALF = 0.5;

  static final Predicate PREDICATE =
      Predicate.measuring(
          "biases-negative",
          BatchNormRow.class,
          (options, rows) -> {
            Effects effects = new Effects("the share of negative biases");
            effects.number("biases", Arrays.stream(rows.values("channels")).sum());
            effects.number("negative biases", Arrays.stream(rows.values("negative")).sum());
            effects.place("all layers", Trials.exact(share(rows)), Range.above(HALF));
            return effects;
          });

  private BiasesNegative() {}

  /** Negative biases as a share of all. */
  static double share(Rows rows) {
    return Arrays.stream(rows.values("negative")).sum()
        / Arrays.stream(rows.values("channels")).sum();
  }
}
