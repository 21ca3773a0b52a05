package io.luckynodes.figure;

import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Columns of any table against another of its columns or an axis of the sweep, as means over seeds
 * with a band. Options {@code curve} and {@code panel} name columns or axes, each value of which
 * has a curve or a panel. A seed with several rows at one x value counts with their mean.
 */
final class Curves implements Drawing {

  /** Number of curves with signs; further curves are told apart by colour and dashes alone. */
  private static final int MOST_SIGNS = 4;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    String x = options.text("x");
    List<String> columns = options.texts("y");
    Band band =
        options.text("band").equals("deviation") ? Band.STANDARD_DEVIATION : Band.LEAST_TO_GREATEST;
    ChosenRows chosen = ChosenRows.of(DrawingKind.CURVES, spec, options, metrics);
    List<String> notes = new ArrayList<>(chosen.notes());
    Rows rows = chosen.rows();
    Map<String, Look> looks = new LinkedHashMap<>();
    List<List<Series>> drawn = new ArrayList<>();
    List<ChosenRows.Part> panels = chosen.parts(rows, options.text("panel"));
    Counts counts = new Counts();
    for (ChosenRows.Part panel : panels) {
      List<Series> series = new ArrayList<>();
      for (ChosenRows.Part curve : chosen.parts(panel.rows(), options.text("curve"))) {
        for (String column : columns) {
          String name =
              columns.size() > 1 ? join(chosen.title(column), curve.name()) : curve.name();
          Look look = looks.computeIfAbsent(name, unseen -> look(looks.size()));
          series.add(new Values(curve.rows(), x, column, chosen, counts).curve(name, band, look));
        }
      }
      drawn.add(series);
    }
    List<Series> allSeries = drawn.stream().flatMap(List::stream).toList();
    Axis xAxis = chosen.axis("x", ChosenRows.x(allSeries));
    Axis yAxis = chosen.axis("y", Series.extent(allSeries.stream()));
    List<Panel> plates = ChosenRows.panels(panels, xAxis, yAxis, drawn);
    notes.add(SeedCurves.note(band, rows.distinctInts(TableType.SEED).length));
    notes.addAll(counts.notes());
    Panel.outside(plates, "point").ifPresent(notes::add);
    return ChosenRows.plate(plates, looks, notes);
  }

  private static String join(String one, String other) {
    return other.isEmpty() ? one : one + ", " + other;
  }

  private static Look look(int n) {
    return n < MOST_SIGNS ? Looks.curve(n) : Looks.line(n);
  }

  /** A count of the rows left out, and whether rows were averaged, over all curves. */
  private static final class Counts {
    private final LeftOut leftOut = new LeftOut();
    private boolean several;

    List<String> notes() {
      List<String> notes = new ArrayList<>();
      if (several) {
        notes.add("A seed with several rows at one place counts with their mean.");
      }
      notes.addAll(leftOut.notes());
      return notes;
    }
  }

  /** The numbers of a curve. */
  private record Values(Rows rows, String x, String y, ChosenRows chosen, Counts counts) {

    Series curve(String name, Band band, Look look) {
      double[] places = rows.values(x);
      double[] values = rows.values(y);
      int[] seeds = rows.ints(TableType.SEED);
      SortedMap<Integer, SortedMap<Double, List<Double>>> bySeed = new TreeMap<>();
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(places[i]) || !Double.isFinite(values[i])) {
          counts.leftOut.notFinite();
        } else {
          bySeed
              .computeIfAbsent(seeds[i], seed -> new TreeMap<>())
              .computeIfAbsent(places[i], place -> new ArrayList<>())
              .add(values[i]);
        }
      }
      List<double[]> points = new ArrayList<>();
      bySeed.forEach(
          (seed, byPlace) ->
              byPlace.forEach(
                  (place, own) -> {
                    counts.several |= own.size() > 1;
                    double mean = own.stream().mapToDouble(value -> value).average().orElseThrow();
                    if ((chosen.decades("x") && place <= 0) || (chosen.decades("y") && mean <= 0)) {
                      counts.leftOut.notPositive();
                    } else {
                      points.add(new double[] {place, seed, mean});
                    }
                  }));
      return SeedCurves.mean(
          name,
          points.stream().mapToDouble(point -> point[0]).toArray(),
          points.stream().mapToInt(point -> (int) point[1]).toArray(),
          points.stream().mapToDouble(point -> point[2]).toArray(),
          band,
          look);
    }
  }
}
