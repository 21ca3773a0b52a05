package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One number for each trial, a network of one seed: what a predicate reduces a trial's rows to.
 *
 * @param values of the trials that have one, by seed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
record Trials(double[] values) {
  /**
   * Reduces the rows of every seed.
   *
   * @param reduce gives a trial's number; a trial for which it is not finite has none
   */
  static Trials of(Rows rows, ToDoubleFunction<Rows> reduce) {
    List<Double> values = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      double value = reduce.applyAsDouble(rows.where("seed", seed));
      if (Double.isFinite(value)) {
        values.add(value);
      }
    }
    return new Trials(values.stream().mapToDouble(value -> value).toArray());
  }

  int count() {
    return values.length;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** The mean over trials; NaN if there is none. */
  double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  double least() {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
