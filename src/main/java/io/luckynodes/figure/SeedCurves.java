package io.luckynodes.figure;

import io.luckynodes.figure.Series.Spread;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A measurement over epochs, as the mean over seeds with a band from least to greatest. */
final class SeedCurves {
  private SeedCurves() {}

  /**
   * The curve of some rows, each one seed at one epoch.
   *
   * @param factor by which values are multiplied, for percent
   * @return mean over seeds per epoch; with a min–max band if there is more than one seed
   */
  static Series mean(String name, Rows rows, String column, double factor, Look look) {
    Rows finite = rows.whereFinite(column, true);
    int[] epochs = finite.ints("epoch");
    int[] seeds = finite.ints("seed");
    double[] values = finite.doubles(column);
    // Sorted by seed, so that a sum does not depend on how the jobs split the seeds.
    SortedMap<Integer, SortedMap<Integer, Double>> byEpoch = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      byEpoch.computeIfAbsent(epochs[i], e -> new TreeMap<>()).put(seeds[i], values[i] * factor);
    }
    double[] x = new double[byEpoch.size()];
    double[] y = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    int n = 0;
    for (var epoch : byEpoch.entrySet()) {
      double sum = 0;
      low[n] = Double.POSITIVE_INFINITY;
      high[n] = Double.NEGATIVE_INFINITY;
      for (double value : epoch.getValue().values()) {
        sum += value;
        low[n] = Math.min(low[n], value);
        high[n] = Math.max(high[n], value);
      }
      x[n] = epoch.getKey();
      y[n] = sum / epoch.getValue().size();
      n++;
    }
    boolean several = finite.distinctInts("seed").length > 1;
    return new Series(
        name, x, y, several ? Optional.of(new Spread(low, high)) : Optional.empty(), look);
  }
}
