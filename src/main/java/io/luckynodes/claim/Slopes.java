package io.luckynodes.claim;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Slopes of a measure over an axis, such as the width of students, within each seed. */
final class Slopes {
  private Slopes() {}

  /**
   * The slope of the line that best fits each seed's numbers by least squares.
   *
   * @param byPlace the numbers at each value of the axis
   * @return slopes of the seeds that have a number at every value; none if the axis has fewer than
   *     two values
   */
  static Trials of(SortedMap<Double, Trials> byPlace) {
    if (byPlace.size() < 2) {
      return new Trials(new TreeMap<>(), new TreeSet<>(), false);
    }
    double middle = byPlace.keySet().stream().mapToDouble(x -> x).average().orElseThrow();
    double squares = byPlace.keySet().stream().mapToDouble(x -> (x - middle) * (x - middle)).sum();
    // Subtracts the first numbers, so that equal numbers have a slope of exactly 0.
    Trials first = byPlace.values().iterator().next();
    return byPlace.entrySet().stream()
        .map(
            entry ->
                entry
                    .getValue()
                    .minus(first)
                    .map(difference -> difference * (entry.getKey() - middle) / squares))
        .reduce((one, other) -> one.with(other, Double::sum))
        .orElseThrow();
  }

  /** The slope over log₂ of width: the change of the measure when the width doubles. */
  static Trials perDoubling(SortedMap<Double, Trials> byWidth) {
    SortedMap<Double, Trials> byLogarithm = new TreeMap<>();
    for (Map.Entry<Double, Trials> entry : byWidth.entrySet()) {
      byLogarithm.put(StrictMath.log(entry.getKey()) / StrictMath.log(2), entry.getValue());
    }
    return of(byLogarithm);
  }
}
