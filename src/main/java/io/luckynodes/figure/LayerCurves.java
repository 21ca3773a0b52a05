package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Mean best correlation ρ̄ of every layer over epochs, and below it the accuracy on the evaluation
 * set with the teacher's as a dotted line; one curve per over-realisation.
 */
final class LayerCurves implements Drawing {
  private static final String WIDTH = "over_realisation";
  private static final Look TEACHER = new Look(Palette.INK, Line.DOTTED, Sign.NONE, 1.2);

  /** The curves of one over-realisation; seeds that diverged are left out of the rows. */
  private record WidthCurves(String name, Look look, Rows layers, Rows evaluation) {}

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows layers = metrics.selected(LayersRow.class, spec);
    Rows evaluation = metrics.selected(EvaluationRow.class, spec);
    double[] widths = layers.drawnValues(WIDTH, spec);
    int seeds = layers.distinctInts("seed").length;
    List<String> notes = new ArrayList<>();
    notes.add(SeedCurves.note(Band.LEAST_TO_GREATEST, seeds));
    List<WidthCurves> curves = new ArrayList<>();
    for (int w = 0; w < widths.length; w++) {
      curves.add(curves(w, widths[w], layers, evaluation, notes));
    }

    Axis epochs =
        EpochAxis.around(
            IntStream.concat(
                    Arrays.stream(layers.distinctInts("epoch")),
                    Arrays.stream(evaluation.distinctInts("epoch")))
                .toArray());
    int[] numbers = layers.distinctInts("layer");
    List<List<Series>> byLayer = new ArrayList<>();
    for (int layer : numbers) {
      byLayer.add(
          curves.stream()
              .map(
                  own ->
                      SeedCurves.mean(
                          own.name,
                          own.layers.where("layer", layer),
                          "mean_best_correlation",
                          DoubleUnaryOperator.identity(),
                          Band.LEAST_TO_GREATEST,
                          own.look))
              .toList());
    }
    Axis correlation =
        Axis.around(
            Text.of("mean best correlation ").barred("ρ"),
            Series.extent(byLayer.stream().flatMap(List::stream)),
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
    Panel accuracy = accuracy(curves, evaluation, epochs);
    return new Plate(
        List.of(new Plate.Row(upper, 1.05), new Plate.Row(List.of(accuracy), 0.3)),
        List.of(),
        List.of(),
        legend(curves, accuracy),
        notes);
  }

  private static WidthCurves curves(
      int index, double width, Rows layers, Rows evaluation, List<String> notes) {
    String name = Numbers.plain(width) + "×";
    Rows own = layers.where(WIDTH, width);
    int[] diverged = Divergence.seeds(own, "mean_best_correlation", name, notes);
    return new WidthCurves(
        name,
        Looks.curve(index),
        own.without("seed", diverged),
        evaluation.where(WIDTH, width).without("seed", diverged));
  }

  private static Panel accuracy(List<WidthCurves> curves, Rows evaluation, Axis epochs) {
    List<Series> series = new ArrayList<>();
    double[] teacher =
        Arrays.stream(evaluation.values("teacher_accuracy"))
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
    for (WidthCurves own : curves) {
      series.add(
          SeedCurves.mean(
              own.name,
              own.evaluation,
              "accuracy",
              share -> 100 * share,
              Band.LEAST_TO_GREATEST,
              own.look));
    }
    return new Panel(
        "accuracy",
        Text.of("accuracy on the evaluation set"),
        epochs,
        Axis.around(Text.of("accuracy (%)"), Series.extent(series.stream()), 0, 100),
        series,
        "no accuracy: the data have no classes, or every seed diverged");
  }

  private static Key legend(List<WidthCurves> curves, Panel accuracy) {
    List<Key.Entry> entries = new ArrayList<>();
    for (WidthCurves own : curves) {
      entries.add(new Key.Entry(Text.of(own.name + " students"), own.look));
    }
    if (accuracy.series().stream().anyMatch(one -> one.name().equals("teacher"))) {
      entries.add(new Key.Entry(Text.of("teacher"), TEACHER));
    }
    return new Key.LegendBelow(entries);
  }
}
