package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The upper half of the BatchNorm layers has a greater share of negative biases than the lower
 * half, a middle layer counting for neither. The rank correlation of layer and share is told too.
 */
final class UpperBiasesMoreNegative {
  static final Predicate PREDICATE =
      Predicate.of(
          "upper-biases-more-negative", BatchNormRow.class, UpperBiasesMoreNegative::judge);

  private UpperBiasesMoreNegative() {}

  private static Verdict judge(Options options, Rows rows) {
    double[] layers = rows.distinct("layer");
    int half = layers.length / 2;
    if (half == 0) {
      return Verdict.notJudged("Fewer than two layers were measured.");
    }
    double[] shares = Arrays.stream(layers).map(at -> share(rows.where("layer", at))).toArray();
    double lower = share(rows.where("layer", at -> at <= layers[half - 1]));
    double upper = share(rows.where("layer", at -> at >= layers[layers.length - half]));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("negative share, lower half", lower);
    numbers.put("negative share, upper half", upper);
    numbers.put("rank correlation of layer and negative share", RankCorrelation.of(layers, shares));
    IntStream.range(0, layers.length)
        .forEach(
            i -> numbers.put("layer " + Say.plain(layers[i] + 1) + " · negative share", shares[i]));
    return Verdict.judged(
        upper > lower,
        numbers,
        "Of the biases in the upper half of the layers a share of %s is negative, %s the %s of the lower half."
            .formatted(
                Say.measured(upper), upper > lower ? "above" : "not above", Say.measured(lower)));
  }

  private static double share(Rows rows) {
    return Arrays.stream(rows.values("negative")).sum()
        / Arrays.stream(rows.values("channels")).sum();
  }
}
