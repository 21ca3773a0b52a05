package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Fan-out norm of every student node at the last epoch against its correlation to the
 * best-correlated teacher node, as dots. Polarities run from top to bottom and over-realisations
 * from left to right; each seed has a colour.
 */
final class FanOutScatter implements Drawing {
  private static final String POLARITY = "polarity";
  private static final String WIDTH = "over_realisation";
  private static final double ASPECT = 0.95;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Axis x = options.axis("x_range", Text.of("correlation to the best-correlated teacher node"));
    Axis y = options.axis("y_range", Text.of("fan-out norm ‖").italic("v").sub("j").plain("‖"));
    Rows last = metrics.selected(StudentNodesRow.class, spec).atEnd();
    int[] seeds = last.distinctInts("seed");
    double[] widths = last.drawnValues(WIDTH, spec);
    double[] polarities = last.drawnValues(POLARITY, spec);

    NodeDots dots = new NodeDots(seeds);
    List<Plate.Row> grid = new ArrayList<>();
    for (double polarity : polarities) {
      List<Panel> panels = new ArrayList<>();
      for (double width : widths) {
        panels.add(
            dots.panel(
                "p = " + Numbers.plain(polarity) + ", " + Numbers.plain(width) + "×",
                x,
                y,
                last.where(POLARITY, polarity).where(WIDTH, width)));
      }
      grid.add(Plate.Row.ofAny(panels, ASPECT));
    }
    List<String> notes = new ArrayList<>();
    int[] epochs = last.distinctInts("epoch");
    notes.add(
        "One dot per student node"
            + (epochs.length == 1 ? " after epoch " + epochs[0] : "")
            + ", one colour per seed ("
            + seeds.length
            + ").");
    notes.addAll(dots.notes());
    return new Plate(
        grid,
        texts(widths, value -> Text.of(Numbers.plain(value) + "× students")),
        texts(
            polarities,
            value -> Text.of("polarity ").italic("p").plain(" = " + Numbers.plain(value))),
        dots.key(),
        notes);
  }

  private static List<Text> texts(double[] values, DoubleFunction<Text> text) {
    return Arrays.stream(values).mapToObj(text).toList();
  }
}
