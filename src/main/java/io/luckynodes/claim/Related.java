package io.luckynodes.claim;

import io.luckynodes.statistics.Correlation;
import io.luckynodes.statistics.RankCorrelation;

/**
 * Correlations of two properties of neurons; 0 where either property is the same for all neurons.
 */
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
