package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Best correlation of a student node with each teacher node of the lowest layer over epochs, in one
 * seed. Colours run from blue for the first teacher node, the strongest, to red for the last, as in
 * the paper.
 */
final class ArrivalCurves implements Drawing {
  private static final double LINE_WIDTH = 1.1;
  private static final double ASPECT = 0.55;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(TeacherNodesRow.class, spec).where("layer", 0);
    Axis x = EpochAxis.logarithmic(options, "x_range", all.distinctInts("epoch"));
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows rows = all.where("seed", seed).where("epoch", x::holds);
    int[] teachers = rows.distinctInts("teacher");
    List<Series> series = new ArrayList<>();
    List<Key.Shade> shades = new ArrayList<>();
    for (int t = 0; t < teachers.length; t++) {
      String number = Integer.toString(teachers[t] + 1);
      Color color =
          Palette.blueToRed(teachers.length == 1 ? 0 : (double) t / (teachers.length - 1));
      shades.add(new Key.Shade(number, color));
      series.add(
          SeedCurves.single(
              "teacher " + number,
              rows.where("teacher", teachers[t]),
              "correlation",
              new Look(color, Line.SOLID, Sign.NONE, LINE_WIDTH)));
    }
    Axis y =
        Axis.around(
            Text.of("best correlation of a student node"), Series.extent(series.stream()), -1, 1);
    List<String> notes = new ArrayList<>();
    notes.add("Seed " + seed + ". Teacher 1 has the largest fan-out.");
    if (!rows.notFinite("correlation").isEmpty()) {
      notes.add("The network diverged where the curves end.");
    }
    return new Plate(
        List.of(
            new Plate.Row(
                List.of(new Panel("seed " + seed, Text.of(""), x, y, series, "diverged")), ASPECT)),
        List.of(),
        List.of(),
        new Key.ColourBar(Text.of("teacher"), shades),
        notes);
  }
}
