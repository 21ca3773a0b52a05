package io.luckynodes.claim;

import io.luckynodes.statistics.Correlation;
import io.luckynodes.statistics.RankCorrelation;

/** How far two properties of neurons go together; 0 where either is the same of all of them. */
final class Related {
  private Related() {}

  /** Spearman's ρ. */
  static double byRank(double[] x, double[] y) {
    double rho = RankCorrelation.of(x, y);
    return Double.isNaN(rho) ? 0 : rho;
  }

  /** Pearson's r. */
  static double byLine(double[] x, double[] y) {
    double r = Correlation.of(x, y);
    return Double.isNaN(r) ? 0 : r;
  }
}
