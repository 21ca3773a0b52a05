package io.luckynodes.claim;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The course of a measure of one trial's layer over the epochs or steps of training.
 *
 * @param byEpoch the measure at every measured epoch or step; not empty
 */
record TrialCourse(SortedMap<Double, Double> byEpoch) {
  TrialCourse {
    byEpoch = Collections.unmodifiableSortedMap(new TreeMap<>(byEpoch));
  }

  /** The measure before training, or at the first measured epoch. */
  double first() {
    return at(byEpoch.firstKey());
  }

  /** The measure after the last epoch. */
  double last() {
    return at(byEpoch.lastKey());
  }

  /** The gain of the measure from the first measured epoch to the last. */
  double gain() {
    return last() - first();
  }

  /**
   * The gain of the measure in the second half of training, from the measured epoch nearest to the
   * middle.
   */
  double lateGain() {
    double middle = byEpoch.lastKey() / 2;
    double nearest = byEpoch.firstKey();
    for (double epoch : byEpoch.keySet()) {
      nearest = Math.abs(epoch - middle) < Math.abs(nearest - middle) ? epoch : nearest;
    }
    return last() - at(nearest);
  }

  /**
   * The mean over time: the area under the straight lines between measured epochs, divided by their
   * span. So it does not depend on where epochs were measured more densely.
   */
  double throughout() {
    double area = 0;
    double before = byEpoch.firstKey();
    for (double epoch : byEpoch.keySet()) {
      area += (epoch - before) * (at(epoch) + at(before)) / 2;
      before = epoch;
    }
    double span = byEpoch.lastKey() - byEpoch.firstKey();
    return span > 0 ? area / span : first();
  }

  /** The measure at an epoch; NaN if the epoch was not measured. */
  double at(double epoch) {
    return byEpoch.getOrDefault(epoch, Double.NaN);
  }
}
