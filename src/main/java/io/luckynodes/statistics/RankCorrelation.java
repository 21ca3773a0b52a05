package io.luckynodes.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's ρ: Pearson's correlation of ranks. Equal values share the mean of their ranks. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's ρ of two samples of one length; NaN if either does not vary. */
  public static double of(double[] x, double[] y) {
    return Correlation.of(ranks(x), ranks(y));
  }

  private static double[] ranks(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
