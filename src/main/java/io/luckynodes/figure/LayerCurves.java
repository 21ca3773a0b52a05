package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Mean best correlation ρ̄ of every layer over epochs, and below it the accuracy on the evaluation
 * set with the teacher's as a dotted line; one curve per over-realisation.
 */
final class LayerCurves implements Drawing {
  private static final String WIDTH = "over_realisation";
  private static final List<Line> LINES =
      List.of(Line.SOLID, Line.DASHED, Line.DASH_DOT, Line.LONG_DASHED);
  private static final List<Sign> SIGNS =
      List.of(Sign.CIRCLE, Sign.SQUARE, Sign.TRIANGLE, Sign.DIAMOND);
  private static final Look TEACHER = new Look(Palette.INK, Line.DOTTED, Sign.NONE, 1.2);
  private static final double LINE_WIDTH = 1.2;

  /** One over-realisation's curves: what diverged is left out of the rows. */
  private record Cell(String name, Look look, Rows layers, Rows evaluation) {}

  @Override
  public Set<String> tables() {
    return Set.of("layers", "evaluation");
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows layers = metrics.rows("layers").only(spec, List.of(WIDTH));
    Rows evaluation = metrics.rows("evaluation").only(spec, List.of(WIDTH));
    double[] widths = layers.drawnValues(WIDTH, spec);
    int seeds = layers.distinctInts("seed").length;
    List<String> notes = new ArrayList<>();
    notes.add(
        seeds > 1
            ? "Lines: mean over " + seeds + " seeds; bands: from the least to the greatest seed."
            : "One seed.");
    List<Cell> cells = new ArrayList<>();
    for (int w = 0; w < widths.length; w++) {
      cells.add(cell(w, widths[w], layers, evaluation, notes));
    }

    Axis epochs = epochs(DoubleStream.concat(epochs(layers), epochs(evaluation)).toArray());
    int[] numbers = layers.distinctInts("layer");
    List<List<Series>> byLayer = new ArrayList<>();
    for (int layer : numbers) {
      byLayer.add(
          cells.stream()
              .map(
                  cell ->
                      SeedCurves.mean(
                          cell.name,
                          cell.layers.where("layer", layer),
                          "mean_best_correlation",
                          1,
                          cell.look))
              .toList());
    }
    Axis correlation =
        Axis.around(
            Text.of("mean best correlation ").barred("ρ"),
            extent(byLayer.stream().flatMap(List::stream)),
            -1,
            1);
    List<Panel> upper = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      String name = "layer " + (numbers[i] + 1);
      String where = i == 0 ? " (lowest)" : i == numbers.length - 1 ? " (top)" : "";
      upper.add(
          new Panel(
              name,
              Text.of(name + where),
              epochs,
              correlation,
              byLayer.get(i),
              "every seed diverged"));
    }
    Panel accuracy = accuracy(cells, evaluation, epochs);
    return new Plate(
        List.of(new Plate.Row(upper, 1.05), new Plate.Row(List.of(accuracy), 0.3)),
        List.of(),
        List.of(),
        legend(cells, accuracy),
        notes);
  }

  private static Cell cell(
      int index, double width, Rows layers, Rows evaluation, List<String> notes) {
    String name = Numbers.plain(width) + "×";
    Rows own = layers.where(WIDTH, width);
    int[] diverged = own.whereFinite("mean_best_correlation", false).distinctInts("seed");
    if (diverged.length > 0) {
      notes.add(
          name
              + ": "
              + diverged.length
              + " of "
              + own.distinctInts("seed").length
              + " seeds diverged and "
              + (diverged.length == 1 ? "is" : "are")
              + " left out.");
    }
    return new Cell(
        name,
        new Look(
            Palette.category(index),
            LINES.get(index % LINES.size()),
            SIGNS.get(index % SIGNS.size()),
            LINE_WIDTH),
        own.whereNot("seed", diverged),
        evaluation.where(WIDTH, width).whereNot("seed", diverged));
  }

  private static Panel accuracy(List<Cell> cells, Rows evaluation, Axis epochs) {
    List<Series> series = new ArrayList<>();
    double[] teacher =
        Arrays.stream(evaluation.doubles("teacher_accuracy"))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (teacher.length > 0) {
      double mean = 100 * Arrays.stream(teacher).sum() / teacher.length;
      series.add(
          new Series(
              "teacher",
              new double[] {epochs.low(), epochs.high()},
              new double[] {mean, mean},
              TEACHER));
    }
    for (Cell cell : cells) {
      series.add(SeedCurves.mean(cell.name, cell.evaluation, "accuracy", 100, cell.look));
    }
    return new Panel(
        "accuracy",
        Text.of("accuracy on the evaluation set"),
        epochs,
        Axis.around(Text.of("accuracy (%)"), extent(series.stream()), 0, 100),
        series,
        "no accuracy: the data have no classes, or every seed diverged");
  }

  private static Key legend(List<Cell> cells, Panel accuracy) {
    List<Key.Entry> entries = new ArrayList<>();
    for (Cell cell : cells) {
      entries.add(new Key.Entry(Text.of(cell.name + " students"), cell.look));
    }
    if (accuracy.series().stream().anyMatch(one -> one.name().equals("teacher"))) {
      entries.add(new Key.Entry(Text.of("teacher"), TEACHER));
    }
    return new Key.LegendBelow(entries);
  }

  private static DoubleStream epochs(Rows rows) {
    return Arrays.stream(rows.distinctInts("epoch")).asDoubleStream();
  }

  private static Axis epochs(double[] epochs) {
    double first = Arrays.stream(epochs).min().orElse(0);
    double last = Arrays.stream(epochs).max().orElse(1);
    // A little room, so that the first and the last marker stand whole.
    double room = 0.03 * Math.max(1, last - first);
    return new Axis(Text.of("epoch"), first - room, (last > first ? last : first + 1) + room);
  }

  private static double[] extent(Stream<Series> series) {
    return series
        .flatMapToDouble(
            one ->
                DoubleStream.concat(
                    Arrays.stream(one.y()),
                    one.spread().stream()
                        .flatMapToDouble(
                            band ->
                                DoubleStream.concat(
                                    Arrays.stream(band.low()), Arrays.stream(band.high())))))
        .toArray();
  }
}
