package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluation loss over epochs on a logarithmic scale: mean over seeds of log₁₀ of the loss, with
 * its standard deviation; a panel per polarity, a curve per over-realisation.
 */
final class LossCurves implements Drawing {
  private static final String POLARITY = "polarity";
  private static final String WIDTH = "over_realisation";
  private static final String LOSS = "evaluation_loss";
  private static final double ASPECT = 0.85;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(LearningCurveRow.class, spec);
    Axis x = EpochAxis.within(options, "x_range", all.distinctInts("epoch"));
    Axis y = options.axis("y_range", Text.of("log").sub("10").plain(" of the evaluation loss"));
    Rows rows = all.where("epoch", x::holds);
    double[] widths = rows.drawnValues(WIDTH, spec);
    List<String> notes = new ArrayList<>();
    notes.add(SeedCurves.note(Band.STANDARD_DEVIATION, rows.distinctInts("seed").length));
    notes.add("Both are taken of the logarithms.");
    List<Panel> panels = new ArrayList<>();
    for (double polarity : rows.drawnValues(POLARITY, spec)) {
      String name = "p = " + Numbers.plain(polarity);
      List<Series> series = new ArrayList<>();
      for (int w = 0; w < widths.length; w++) {
        String width = Numbers.plain(widths[w]) + "×";
        Rows variant = rows.where(POLARITY, polarity).where(WIDTH, widths[w]);
        Rows kept =
            variant.without("seed", Divergence.seeds(variant, LOSS, name + ", " + width, notes));
        series.add(
            SeedCurves.mean(
                width, kept, LOSS, StrictMath::log10, Band.STANDARD_DEVIATION, Looks.curve(w)));
      }
      panels.add(
          new Panel(
              name,
              Text.of("").italic("p").plain(" = " + Numbers.plain(polarity)),
              x,
              y,
              series,
              "not measured, or every seed diverged"));
    }
    Panel.outside(panels, "point").ifPresent(notes::add);
    long zeros = Arrays.stream(rows.values(LOSS)).filter(loss -> loss == 0).count();
    if (zeros > 0) {
      notes.add("Left out, since 0 has no logarithm: " + zeros + " losses of 0.");
    }
    List<Key.Entry> entries = new ArrayList<>();
    for (int w = 0; w < widths.length; w++) {
      entries.add(new Key.Entry(Text.of(Numbers.plain(widths[w]) + "× students"), Looks.curve(w)));
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT), List.of(), List.of(), new Key.LegendBelow(entries), notes);
  }
}
