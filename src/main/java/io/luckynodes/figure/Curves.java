package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Columns of any table against another of its columns or an axis of the sweep: means over seeds
 * with a band, a curve and a panel for each value of what the definition names. A seed that has
 * several rows at one place counts with their mean.
 */
final class Curves implements Drawing {
  private static final double ASPECT = 0.85;

  /** Beyond these, curves are told apart by colour and dashes alone. */
  private static final int MOST_SIGNS = 4;

  /**
   * Some of the rows.
   *
   * @param name in words; empty for all of them
   */
  private record Part(String name, Rows rows) {}

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Class<? extends Row> table =
        DrawingKind.CURVES.tables(spec.options()).stream().findFirst().orElseThrow();
    TableType type = TableType.of(table);
    String x = options.text("x");
    List<String> columns = options.texts("y");
    boolean xDecades = options.texts("logarithmic").contains("x");
    boolean yDecades = options.texts("logarithmic").contains("y");
    Band band =
        options.text("band").equals("deviation") ? Band.STANDARD_DEVIATION : Band.LEAST_TO_GREATEST;
    List<String> notes = new ArrayList<>();
    Rows all = filtered(metrics.rows(table).selected(spec.experiments()), options);
    Rows rows = atOneTime(all, type, spec, options, notes);
    Map<String, Look> looks = new LinkedHashMap<>();
    List<List<Series>> drawn = new ArrayList<>();
    List<Part> panels = parts(rows, options.text("panel"), type, spec);
    Counts counts = new Counts();
    for (Part panel : panels) {
      List<Series> series = new ArrayList<>();
      for (Part curve : parts(panel.rows, options.text("curve"), type, spec)) {
        for (String column : columns) {
          String name = columns.size() > 1 ? join(words(column), curve.name) : curve.name;
          Look look = looks.computeIfAbsent(name, unseen -> look(looks.size()));
          series.add(
              new Values(curve.rows, x, column, xDecades, yDecades, counts)
                  .curve(name, band, look));
        }
      }
      drawn.add(series);
    }
    List<Series> allSeries = drawn.stream().flatMap(List::stream).toList();
    Axis xAxis =
        axis(
            options,
            "x",
            words(x),
            xDecades,
            allSeries.stream().flatMapToDouble(one -> DoubleStream.of(one.x())).toArray());
    Axis yAxis =
        axis(
            options,
            "y",
            columns.size() == 1 ? words(columns.get(0)) : "",
            yDecades,
            Series.extent(allSeries.stream()));
    double[] sweep =
        spec.experiments().stream().anyMatch(experiment -> experiment.select().containsKey(x))
            ? rows.distinct(x)
            : new double[0];
    List<Panel> plates = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      String name = panels.get(i).name;
      plates.add(
          new Panel(
              name.isEmpty() ? "all" : name,
              Text.of(name),
              xAxis.at(sweep),
              yAxis,
              drawn.get(i),
              "no numbers"));
    }
    notes.add(SeedCurves.note(band, rows.distinctInts(TableType.SEED).length));
    notes.addAll(counts.notes());
    Panel.outside(plates, "point").ifPresent(notes::add);
    return new Plate(Plate.Row.grid(plates, ASPECT), List.of(), List.of(), key(looks), notes);
  }

  private static Key key(Map<String, Look> looks) {
    List<Key.Entry> entries = new ArrayList<>();
    looks.forEach((name, look) -> entries.add(new Key.Entry(Text.of(name), look)));
    return entries.size() > 1 ? new Key.LegendBelow(entries) : new Key.None();
  }

  private static Look look(int n) {
    return n < MOST_SIGNS ? Looks.curve(n) : Looks.line(n);
  }

  /** The rows that have the values that the definition names. */
  private static Rows filtered(Rows all, Options options) {
    Rows rows = all;
    for (Map.Entry<String, JsonNode> field : options.fields("filter").entrySet()) {
      List<JsonNode> wanted = new ArrayList<>();
      (field.getValue().isArray() ? field.getValue() : List.of(field.getValue()))
          .forEach(wanted::add);
      String column = field.getKey();
      rows =
          wanted.get(0).isTextual()
              ? rows.whereAny(column, wanted.stream().map(JsonNode::asText).toList())
              : rows.where(
                  column, value -> wanted.stream().anyMatch(one -> one.doubleValue() == value));
    }
    return rows;
  }

  /** Of rows of several times, those of one, unless the time is drawn. */
  private static Rows atOneTime(
      Rows rows, TableType type, FigureSpec spec, Options options, List<String> notes) {
    boolean drawn =
        DrawingKind.CURVES.columns(spec.options()).values().stream()
            .anyMatch(names -> names.contains(type.time()));
    if (drawn || rows.isEmpty()) {
      return rows;
    }
    if (options.text("when").equals("start")) {
      notes.add("Before training.");
      return rows.where(type.time(), rows.distinct(type.time())[0]);
    }
    notes.add("After training.");
    return rows.atEndOfEach();
  }

  /** Rows by the values of a column, of an axis, or by experiment; all as one if none is named. */
  private static List<Part> parts(Rows rows, String by, TableType type, FigureSpec spec) {
    List<Part> parts = new ArrayList<>();
    if (by.isEmpty()) {
      parts.add(new Part("", rows));
    } else if (by.equals(Rows.EXPERIMENT)) {
      for (DrawnExperiment experiment : spec.experiments()) {
        parts.add(new Part(experiment.label(), rows.ofExperiment(experiment.id(), spec)));
      }
    } else if (type.isText(by)) {
      for (String text : rows.distinctTexts(by)) {
        parts.add(new Part(text, rows.where(by, text)));
      }
    } else {
      for (double value : rows.distinct(by)) {
        parts.add(new Part(words(by, value, spec), rows.where(by, value)));
      }
    }
    return parts;
  }

  /** {@code over-realisation 2}, {@code layer 0}. */
  private static String words(String column, double value, FigureSpec spec) {
    return spec.experiments().stream()
        .filter(experiment -> experiment.select().containsKey(column))
        .findFirst()
        .map(experiment -> experiment.words(column, value))
        .orElse(words(column) + " " + Numbers.plain(value));
  }

  private static String words(String column) {
    return column.replace('_', ' ');
  }

  private static String join(String one, String other) {
    return other.isEmpty() ? one : one + ", " + other;
  }

  private static Axis axis(
      Options options, String name, String words, boolean decades, double[] values) {
    String given = options.text(name + "_title");
    Text title = Text.of(given.isEmpty() ? words : given);
    if (options.has(name + "_range")) {
      Axis wanted = options.axis(name + "_range", title);
      return decades && wanted.low() > 0
          ? new Axis(title, wanted.low(), wanted.high(), Axis.Scale.LOGARITHMIC)
          : wanted;
    }
    return Axis.fitting(title, decades, values);
  }

  /** What was left out or taken together, over all curves. */
  private static final class Counts {
    private long notFinite;
    private long notPositive;
    private boolean several;

    List<String> notes() {
      List<String> notes = new ArrayList<>();
      if (several) {
        notes.add("A seed with several rows at one place counts with their mean.");
      }
      if (notFinite > 0) {
        notes.add("Rows left out, since they have no number there: " + notFinite + ".");
      }
      if (notPositive > 0) {
        notes.add("Left out, since a logarithmic axis has no place for them: " + notPositive + ".");
      }
      return notes;
    }
  }

  /** The numbers of a curve. */
  private record Values(
      Rows rows, String x, String y, boolean xDecades, boolean yDecades, Counts counts) {

    Series curve(String name, Band band, Look look) {
      double[] places = rows.isEmpty() ? new double[0] : rows.values(x);
      double[] values = rows.isEmpty() ? new double[0] : rows.values(y);
      int[] seeds = rows.isEmpty() ? new int[0] : rows.ints(TableType.SEED);
      SortedMap<Integer, SortedMap<Double, List<Double>>> bySeed = new TreeMap<>();
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(places[i]) || !Double.isFinite(values[i])) {
          counts.notFinite++;
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
                    if ((xDecades && place <= 0) || (yDecades && mean <= 0)) {
                      counts.notPositive++;
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
