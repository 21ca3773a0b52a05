package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A measure's mean over seeds does not fall as students grow wider: no width lies more than {@code
 * tolerance} below any narrower one. Where a table has layers, this is so in every layer.
 */
record OrderedByWidth(String name, String table, String measure, String measureInWords)
    implements Predicate {
  private static final String WIDTH = "over_realisation";
  private static final String LAYER = "layer";

  static OrderedByWidth layers() {
    return new OrderedByWidth(
        "layers-ordered-by-width", "layers", "mean_best_correlation", "mean best correlation");
  }

  static OrderedByWidth accuracy() {
    return new OrderedByWidth("accuracy-ordered-by-width", "evaluation", "accuracy", "accuracy");
  }

  @Override
  public Set<String> columns() {
    return Set.of(WIDTH, measure);
  }

  @Override
  public Set<String> options() {
    return Set.of("tolerance");
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double tolerance = options.number("tolerance");
    Rows finite = rows.finite(measure);
    double[] widths = rows.distinct(WIDTH);
    if (widths.length < 2) {
      return Verdict.notJudged("Only one width of students was measured.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<String> falls = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (OptionalInt layer : layersOf(rows)) {
      Rows group = layer.isEmpty() ? finite : finite.where(LAYER, (double) layer.getAsInt());
      // Panels count layers from 1.
      String prefix = layer.isEmpty() ? "" : "layer " + (layer.getAsInt() + 1) + " · ";
      double best = Double.NEGATIVE_INFINITY;
      String bestWidth = "";
      for (double width : widths) {
        String name = Say.plain(width) + "×";
        double mean = group.where(WIDTH, width).mean(measure);
        numbers.put(prefix + name, mean);
        if (Double.isNaN(mean)) {
          unmeasured.add(prefix + name);
        } else if (mean < best - tolerance) {
          falls.add(
              "%s%s (%s) after %s (%s)"
                  .formatted(prefix, name, Say.measured(mean), bestWidth, Say.measured(best)));
        } else if (mean > best) {
          best = mean;
          bestWidth = name;
        }
      }
    }
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
            + Say.leftOut(rows.count() - finite.count());
    if (falls.isEmpty() && !unmeasured.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(falls.isEmpty(), numbers, why.strip());
  }

  private static List<OptionalInt> layersOf(Rows rows) {
    if (!rows.has(LAYER)) {
      return List.of(OptionalInt.empty());
    }
    List<OptionalInt> layers = new ArrayList<>();
    for (double layer : rows.distinct(LAYER)) {
      layers.add(OptionalInt.of((int) layer));
    }
    return layers;
  }
}
