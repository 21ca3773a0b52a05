package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Options.LawChoice;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Measured numbers beside the predictions of statements, a panel for each law that the definition
 * lists. A series is a curve of means over seeds with a band. It is dots if a seed has several
 * numbers at one x value, or if the definition asks for dots. A prediction is a dotted line in the
 * colour of its series.
 */
final class LawPanels implements Drawing {
  static final double ASPECT = 0.72;
  private static final double DOT = 2.4;
  private static final double PREDICTED_WIDTH = 1.4;
  private static final double BOUND_WIDTH = 0.8;
  private static final double OPACITY = 0.55;

  /**
   * Least number on a logarithmic axis. Smaller numbers are 0 but for rounding, and are drawn here.
   */
  private static final double LEAST = 1e-17;

  /**
   * Panels of laws with their key and notes, for drawings that combine them with other panels.
   *
   * @param key entries for the series; empty if there is only one series
   * @param notes for the footer
   */
  record Drawn(List<Panel> panels, List<Key.Entry> key, List<String> notes) {}

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Drawn drawn = drawn(options.laws("laws"), metrics.rows(LawsRow.class));
    Key key = drawn.key.isEmpty() ? new Key.None() : new Key.LegendBelow(drawn.key);
    return new Plate(Plate.Row.grid(drawn.panels, ASPECT), List.of(), List.of(), key, drawn.notes);
  }

  /** Draws the panels of some laws. */
  static Drawn drawn(List<LawChoice> laws, Rows all) {
    Map<String, Look> looks = new LinkedHashMap<>();
    Set<String> curved = new HashSet<>();
    List<Panel> panels = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    boolean predicted = false;
    boolean bounded = false;
    boolean atLeast = false;
    for (LawChoice law : laws) {
      Rows rows = all.where(LawsRow.LAW, law.law());
      List<Series> drawn = new ArrayList<>();
      List<Series> lines = new ArrayList<>();
      for (String name : law.of(rows.distinctTexts(LawsRow.SERIES))) {
        Look look = looks.computeIfAbsent(name, unseen -> Looks.curve(looks.size()));
        Rows own = rows.where(LawsRow.SERIES, name);
        boolean curve = !law.dots() && isCurve(own);
        if (curve) {
          curved.add(name);
        }
        drawn.add(curve ? curve(name, own, law, look) : dots(name, own, law, look));
        atLeast |= law.yDecades() && Arrays.stream(own.values("y")).anyMatch(y -> y < LEAST);
        predicted(name, own, law, look).ifPresent(lines::add);
      }
      predicted |= !lines.isEmpty();
      List<Series> series = new ArrayList<>(drawn);
      series.addAll(lines);
      if (law.bound().isPresent() && !rows.isEmpty()) {
        bounded = true;
        series.add(bound(law.bound().getAsDouble(), rows.values("x")));
      }
      panels.add(
          new Panel(
              law.law(),
              Text.of(law.title()),
              Axis.fitting(
                  Text.of(law.x()),
                  law.xDecades(),
                  series.stream().flatMapToDouble(s -> DoubleStream.of(s.x())).toArray()),
              Axis.fitting(Text.of(law.y()), law.yDecades(), Series.extent(series.stream())),
              series,
              "not measured"));
    }
    if (!curved.isEmpty()) {
      notes.add(SeedCurves.note(Band.LEAST_TO_GREATEST, all.distinctInts("seed").length));
    }
    if (predicted) {
      notes.add("Dotted: what is predicted.");
    }
    if (bounded) {
      notes.add("Thin line: the bound that is stated.");
    }
    if (atLeast) {
      notes.add("Numbers below 10⁻¹⁷ are drawn there.");
    }
    List<Key.Entry> entries = new ArrayList<>();
    looks.forEach(
        (name, look) ->
            entries.add(new Key.Entry(Text.of(name), curved.contains(name) ? look : dot(look))));
    return new Drawn(panels, entries.size() > 1 ? entries : List.of(), notes);
  }

  /** Whether a series has several x values and no two numbers of one seed at one of them. */
  private static boolean isCurve(Rows rows) {
    double[] x = rows.values("x");
    int[] seeds = rows.ints("seed");
    boolean several = Arrays.stream(x).distinct().count() > 1;
    List<List<Object>> places = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      places.add(List.of(seeds[i], x[i]));
    }
    return several && places.stream().distinct().count() == places.size();
  }

  private static Series curve(String name, Rows rows, LawChoice law, Look look) {
    return SeedCurves.mean(
        name,
        rows.values("x"),
        rows.ints("seed"),
        drawable(rows.values("y"), law),
        Band.LEAST_TO_GREATEST,
        look);
  }

  private static Series dots(String name, Rows rows, LawChoice law, Look look) {
    return new Series(name, rows.values("x"), drawable(rows.values("y"), law), dot(look));
  }

  private static Look dot(Look look) {
    return new Look(Palette.translucent(look.color(), OPACITY), Line.NONE, Sign.DOT, DOT);
  }

  private static Optional<Series> predicted(String name, Rows rows, LawChoice law, Look look) {
    Rows with = rows.finite("predicted").sortedBy("x");
    if (with.isEmpty()) {
      return Optional.empty();
    }
    Series line =
        SeedCurves.mean(
            name + ", predicted",
            with.values("x"),
            with.ints("seed"),
            drawable(with.values("predicted"), law),
            Band.LEAST_TO_GREATEST,
            new Look(look.color(), Line.DOTTED, Sign.NONE, PREDICTED_WIDTH));
    return Optional.of(new Series(line.name(), line.x(), line.y(), line.look()));
  }

  private static Series bound(double bound, double[] x) {
    double[] ends = {Arrays.stream(x).min().orElseThrow(), Arrays.stream(x).max().orElseThrow()};
    return new Series(
        "bound",
        ends,
        new double[] {bound, bound},
        new Look(Palette.INK, Line.SOLID, Sign.NONE, BOUND_WIDTH));
  }

  private static double[] drawable(double[] y, LawChoice law) {
    return law.yDecades() ? Arrays.stream(y).map(value -> Math.max(LEAST, value)).toArray() : y;
  }
}
