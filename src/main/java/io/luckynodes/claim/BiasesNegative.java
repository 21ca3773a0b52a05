package io.luckynodes.claim;

import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * The majority of the biases of all BatchNorm layers together is negative. The biases come from a
 * published network, so the number is exact.
 */
final class BiasesNegative {
  /** The share above which negative biases are a majority. */
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

  /** The share of negative biases among all biases. */
  static double share(Rows rows) {
    return Arrays.stream(rows.values("negative")).sum()
        / Arrays.stream(rows.values("channels")).sum();
  }
}
