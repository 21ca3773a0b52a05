package io.luckynodes.claim;

import java.util.Arrays;
import java.util.List;

/** Tables whose {@code epoch} counts steps of training. */
final class Steps {
  static final String DROPPED = "dropped";

  private Steps() {}

  /** The measured step that is nearest to a wanted one, the earlier of two. */
  static double nearest(Rows rows, double wanted) {
    double nearest = Double.NaN;
    for (double step : rows.distinct("epoch")) {
      if (!(Math.abs(step - wanted) >= Math.abs(nearest - wanted))) {
        nearest = step;
      }
    }
    return nearest;
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  /** The middle of some values; of an even number, the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
