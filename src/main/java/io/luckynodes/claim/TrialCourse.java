package io.luckynodes.claim;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a measure of one trial's layer goes over the epochs, or steps, of training.
 *
 * @param byEpoch the measure at every measured epoch or step; not empty
 */
record TrialCourse(SortedMap<Double, Double> byEpoch) {
  TrialCourse {
    byEpoch = Collections.unmodifiableSortedMap(new TreeMap<>(byEpoch));
  }

  /** Before training, or at the first epoch that was measured. */
  double first() {
    return at(byEpoch.firstKey());
  }

  /** After the last epoch. */
  double last() {
    return at(byEpoch.lastKey());
  }

  /** What training adds, from the first measured epoch to the last. */
  double gain() {
    return last() - first();
  }

  /** What the second half of training adds, from the measured epoch nearest to its middle on. */
  double lateGain() {
    double middle = byEpoch.lastKey() / 2;
    double nearest = byEpoch.firstKey();
    for (double epoch : byEpoch.keySet()) {
      nearest = Math.abs(epoch - middle) < Math.abs(nearest - middle) ? epoch : nearest;
    }
    return last() - at(nearest);
  }

  /**
   * Mean over time: the area under the straight lines between measured epochs, divided by their
   * span, so that it does not depend on where epochs were measured more densely.
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

  /** At an epoch; NaN if it was not measured then. */
  double at(double epoch) {
    return byEpoch.getOrDefault(epoch, Double.NaN);
  }
}
