package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.UpdatesRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Change of the direction and of the norm of neurons per step, as means over seeds on logarithmic
 * axes. Incoming weights are left, outgoing weights right.
 */
final class UpdateCurves implements Drawing {
  private static final double ASPECT = 0.9;
  private static final List<String> KINDS = List.of("direction", "norm", "relative");
  private static final List<String> WORDS =
      List.of("direction, radians", "norm", "norm, as a share of itself");

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rows = metrics.selected(UpdatesRow.class, spec);
    List<List<Series>> sides = new ArrayList<>();
    for (String side : List.of("in", "out")) {
      List<Series> series = new ArrayList<>();
      for (int k = 0; k < KINDS.size(); k++) {
        series.add(
            SeedCurves.mean(
                WORDS.get(k),
                rows,
                side + "_" + KINDS.get(k),
                // A change of 0 cannot be drawn on a logarithmic axis.
                value -> value > 0 ? value : Double.NaN,
                Band.LEAST_TO_GREATEST,
                Looks.curve(k)));
      }
      sides.add(series);
    }
    Axis x = StepRows.steps(rows.distinctInts("step"));
    Axis y =
        Axis.decadesAround(
            Text.of("change per step"), Series.extent(sides.stream().flatMap(List::stream)));
    List<Panel> panels =
        List.of(
            panel("incoming weights", x, y, sides.get(0)),
            panel("outgoing weights", x, y, sides.get(1)));
    List<String> notes = new ArrayList<>();
    notes.add(
        "Mean over neurons, between two snapshots and divided by the steps between them, drawn at the"
            + " later one. "
            + SeedCurves.note(Band.LEAST_TO_GREATEST, rows.distinctInts("seed").length));
    StepRows.dropNote(rows).ifPresent(notes::add);
    List<Key.Entry> entries = new ArrayList<>();
    for (int k = 0; k < KINDS.size(); k++) {
      entries.add(new Key.Entry(Text.of(WORDS.get(k)), Looks.curve(k)));
    }
    return new Plate(
        List.of(new Plate.Row(panels, ASPECT)),
        List.of(),
        List.of(),
        new Key.LegendBelow(entries),
        notes);
  }

  private static Panel panel(String name, Axis x, Axis y, List<Series> series) {
    return new Panel(name, Text.of(name), x, y, series, "not measured, or every seed diverged");
  }
}
