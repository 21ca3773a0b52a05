package io.luckynodes.claim;

import io.luckynodes.claim.WidthMeans.Way;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A measure's mean over seeds does not fall as students grow wider: no width lies more than {@code
 * tolerance} below any narrower one. Where a table has layers or polarities, this is so in each.
 *
 * @param finite the column that is not finite in rows of a network that diverged
 */
record OrderedByWidth(String measure, String measureInWords, String finite) {
  private static final String LAYER = "layer";
  private static final String POLARITY = "polarity";

  static Predicate layersOrderedByWidth() {
    return new OrderedByWidth(
            "mean_best_correlation", "mean best correlation", "mean_best_correlation")
        .predicate("layers-ordered-by-width", LayersRow.class);
  }

  static Predicate accuracyOrderedByWidth() {
    return new OrderedByWidth("accuracy", "accuracy", "accuracy")
        .predicate("accuracy-ordered-by-width", EvaluationRow.class);
  }

  static Predicate matchedShareOrderedByWidth() {
    return new OrderedByWidth("matched", "share of matched teacher nodes", "correlation")
        .predicate("matched-share-ordered-by-width", TeacherNodesRow.class);
  }

  private Predicate predicate(String name, Class<? extends Row> table) {
    return Predicate.of(name, table, this::judge).numbers("tolerance").axes(WidthMeans.WIDTH);
  }

  private Verdict judge(Options options, Rows rows) {
    double tolerance = options.number("tolerance");
    Rows kept = rows.finite(finite);
    double[] widths = rows.distinct(WidthMeans.WIDTH);
    if (widths.length < 2) {
      return Verdict.notJudged("Only one width of students was measured.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<String> falls = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    groups(rows, kept)
        .forEach(
            (prefix, group) -> {
              WidthMeans means = WidthMeans.of(widths, group, some -> some.mean(measure));
              means.addTo(numbers, prefix);
              unmeasured.addAll(means.unmeasured(prefix));
              falls.addAll(means.against(Way.UP, tolerance, prefix));
            });
    String why =
        (falls.isEmpty()
                ? unmeasured.isEmpty()
                    ? "The %s does not fall by more than %s from any width to a wider one."
                        .formatted(measureInWords, tolerance)
                    : ""
                : "The %s falls by more than %s: %s."
                    .formatted(measureInWords, tolerance, Say.list(falls)))
            + (unmeasured.isEmpty()
                ? ""
                : " Nothing finite was measured of " + Say.list(unmeasured) + ".")
            + Say.leftOut(rows.count() - kept.count());
    if (falls.isEmpty() && !unmeasured.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(falls.isEmpty(), numbers, why.strip());
  }

  /** Rows of each polarity and layer, by their names in words, as a prefix. */
  private static Map<String, Rows> groups(Rows all, Rows kept) {
    Map<String, Rows> groups = Map.of("", kept);
    for (String column : List.of(POLARITY, LAYER)) {
      double[] values = all.has(column) ? all.distinct(column) : new double[0];
      if (values.length < 2) {
        continue;
      }
      Map<String, Rows> finer = new LinkedHashMap<>();
      groups.forEach(
          (prefix, group) -> {
            for (double value : values) {
              // Panels count layers from 1.
              String name =
                  column.equals(LAYER)
                      ? "layer " + Say.plain(value + 1)
                      : "p = " + Say.plain(value);
              finer.put(prefix + name + " · ", group.where(column, value));
            }
          });
      groups = finer;
    }
    return groups;
  }
}
