package io.luckynodes.claim;

import java.util.ArrayList;
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

  /** For each seed that has one, its rows of the last step before the loss drops. */
  static List<Rows> beforeDrop(Rows rows) {
    List<Rows> trials = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows before = rows.where("seed", seed).where(DROPPED, 0);
      if (!before.isEmpty()) {
        trials.add(before.atLastEpoch());
      }
    }
    return trials;
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  /** The middle of some values; of an even number, the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
