package io.luckynodes.statistics;

import java.util.Arrays;

/** The median of some values. */
public final class Median {
  private Median() {}

  /**
   * The median; for an even number of values, the mean of the two in the middle; NaN if there are
   * none.
   */
  public static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
