package io.luckynodes.metrics;

import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ranks of a layer's final winners (Luck Matters, section 3.2). The winner of a teacher node is the
 * student node that correlates with it most at the last measured epoch, the first among equals. To
 * rank it at an epoch, all n student nodes are sorted by their correlation with the teacher node at
 * that epoch. The rank is its position, 0 = first, divided by n − 1, so that chance gives 0.5 [T].
 * Nodes of equal correlation share the mean of their positions [A].
 *
 * <p>At the last epoch, which decides the winners, ranks are 0 but for ties.
 *
 * <p>Correlations are kept as float32: a layer of 1,000 by 100 nodes takes 400 kB an epoch.
 */
final class WinnerRanks {
  private final SortedMap<Integer, float[][]> byEpoch = new TreeMap<>();

  /**
   * Ranks of all winners at one epoch.
   *
   * @param mean mean rank over teacher nodes, r̄; NaN if a rank is NaN
   * @param median median rank over teacher nodes, the mean of the middle two if their number is
   *     even; NaN if a rank is NaN
   */
  record Summary(double mean, double median) {
    static Summary of(double[] ranks) {
      double[] sorted = ranks.clone();
      Arrays.sort(sorted);
      // NaN sorts last and would otherwise count as a large number in the median.
      boolean broken = Double.isNaN(sorted[sorted.length - 1]);
      double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
      return new Summary(Arrays.stream(sorted).sum() / sorted.length, broken ? Double.NaN : median);
    }
  }

  /**
   * Adds an epoch. Epochs can come in any order.
   *
   * @param rho correlation of every teacher node with every student node, [m][n]
   */
  void add(int epoch, double[][] rho) {
    float[][] kept = new float[rho.length][];
    for (int i = 0; i < rho.length; i++) {
      kept[i] = new float[rho[i].length];
      for (int j = 0; j < rho[i].length; j++) {
        kept[i][j] = (float) rho[i][j];
      }
    }
    byEpoch.put(epoch, kept);
  }

  /** Ranks at every epoch that was added, in ascending order of epochs. */
  SortedMap<Integer, Summary> summaries() {
    SortedMap<Integer, Summary> summaries = new TreeMap<>();
    if (byEpoch.isEmpty()) {
      return summaries;
    }
    float[][] last = Objects.requireNonNull(byEpoch.get(byEpoch.lastKey()));
    byEpoch.forEach((epoch, rho) -> summaries.put(epoch, Summary.of(ranks(rho, last))));
    return summaries;
  }

  /** The rank of each teacher node's winner. */
  private static double[] ranks(float[][] rho, float[][] last) {
    double[] ranks = new double[rho.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rank(rho[i], winner(last[i]));
    }
    return ranks;
  }

  /** The index of the greatest value, the first among equals; −1 if any value is NaN. */
  private static int winner(float[] rho) {
    int winner = 0;
    for (int j = 0; j < rho.length; j++) {
      if (Float.isNaN(rho[j])) {
        return -1;
      }
      winner = rho[j] > rho[winner] ? j : winner;
    }
    return winner;
  }

  /** The rank of a winner; NaN if the winner is unknown or any value is NaN. */
  private static double rank(float[] rho, int winner) {
    if (winner < 0) {
      return Double.NaN;
    }
    int above = 0;
    int equal = -1;
    for (float value : rho) {
      if (Float.isNaN(value)) {
        return Double.NaN;
      }
      above += value > rho[winner] ? 1 : 0;
      equal += value == rho[winner] ? 1 : 0;
    }
    return rho.length == 1 ? 0 : (above + equal / 2.0) / (rho.length - 1);
  }
}
