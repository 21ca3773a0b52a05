package io.luckynodes.claim;

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
}
