package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A measure's mean over seeds, for each width of students.
 *
 * @param byWidth by over-realisation; NaN where nothing finite was measured
 */
record WidthMeans(SortedMap<Double, Double> byWidth) {
  static final String WIDTH = "over_realisation";

  /** Which way a measure is expected to go from narrow to wide students. */
  enum Way {
    UP(1),
    DOWN(-1);

    private final int sign;

    Way(int sign) {
      this.sign = sign;
    }
  }

  /**
   * Means of some rows.
   *
   * @param widths all that are to be compared
   * @param rows the finite ones
   */
  static WidthMeans of(double[] widths, Rows rows, ToDoubleFunction<Rows> mean) {
    SortedMap<Double, Double> byWidth = new TreeMap<>();
    for (double width : widths) {
      byWidth.put(width, mean.applyAsDouble(rows.where(WIDTH, width)));
    }
    return new WidthMeans(byWidth);
  }

  /** Students of that width in words: 5×. */
  static String name(double width) {
    return Say.plain(width) + "×";
  }

  /** Adds each mean to a verdict's numbers. */
  void addTo(Map<String, Double> numbers, String prefix) {
    byWidth.forEach((width, mean) -> numbers.put(prefix + name(width), mean));
  }

  /** Widths of which nothing finite was measured, in words. */
  List<String> unmeasured(String prefix) {
    return byWidth.entrySet().stream()
        .filter(entry -> entry.getValue().isNaN())
        .map(entry -> prefix + name(entry.getKey()))
        .toList();
  }

  /**
   * The widths that go against the expected way, in words: those that lie more than a tolerance
   * beyond any narrower one.
   */
  List<String> against(Way way, double tolerance, String prefix) {
    List<String> against = new ArrayList<>();
    double best = Double.NaN;
    String bestWidth = "";
    for (Map.Entry<Double, Double> entry : byWidth.entrySet()) {
      double mean = entry.getValue();
      String width = name(entry.getKey());
      if (Double.isNaN(mean)) {
        continue;
      }
      if (way.sign * mean < way.sign * best - tolerance) {
        against.add(
            "%s%s (%s) after %s (%s)"
                .formatted(prefix, width, Say.measured(mean), bestWidth, Say.measured(best)));
      } else if (Double.isNaN(best) || way.sign * mean > way.sign * best) {
        best = mean;
        bestWidth = width;
      }
    }
    return against;
  }

  /** The wider ones that do not lie beyond a width on the expected side, in words. */
  List<String> notBeyond(double narrow, Way way, String prefix) {
    double own = byWidth.getOrDefault(narrow, Double.NaN);
    return byWidth.tailMap(narrow).entrySet().stream()
        .filter(entry -> entry.getKey() > narrow && way.sign * entry.getValue() <= way.sign * own)
        .map(
            entry ->
                "%s%s (%s) against %s (%s)"
                    .formatted(
                        prefix,
                        name(entry.getKey()),
                        Say.measured(entry.getValue()),
                        name(narrow),
                        Say.measured(own)))
        .toList();
  }
}
