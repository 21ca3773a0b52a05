package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * The upper half of the BatchNorm layers has a greater share of negative biases than the lower
 * half. A middle layer belongs to neither half. The verdict also gives the rank correlation of
 * layer and share.
 */
final class UpperBiasesMoreNegative {
  static final Predicate PREDICATE =
      Predicate.measuring(
          "upper-biases-more-negative", BatchNormRow.class, (options, rows) -> effects(rows));

  private UpperBiasesMoreNegative() {}

  private static Effects effects(Rows rows) {
    Effects effects =
        new Effects(
            "the share of negative biases in the upper half of the layers, less the lower's,");
    double[] layers = rows.distinct(Places.LAYER);
    int half = layers.length / 2;
    if (half == 0) {
      effects.unmeasured("a second layer");
      return effects;
    }
    double[] shares =
        Arrays.stream(layers)
            .map(at -> BiasesNegative.share(rows.where(Places.LAYER, at)))
            .toArray();
    double lower = BiasesNegative.share(rows.where(Places.LAYER, at -> at <= layers[half - 1]));
    double upper =
        BiasesNegative.share(rows.where(Places.LAYER, at -> at >= layers[layers.length - half]));
    effects.number("negative share, lower half", lower);
    effects.number("negative share, upper half", upper);
    effects.number(
        "rank correlation of layer and negative share", RankCorrelation.of(layers, shares));
    for (int i = 0; i < layers.length; i++) {
      effects.number(Places.layer(layers[i]) + " · negative share", shares[i]);
    }
    effects.place("all layers", Trials.exact(upper - lower), Range.above(0));
    return effects;
  }
}
