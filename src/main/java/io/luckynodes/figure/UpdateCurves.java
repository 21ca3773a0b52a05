package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.UpdatesRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Change of the direction and of the norm of neurons per step, as means over seeds on logarithmic
 * axes. Incoming weights are left, outgoing weights right.
 */
final class UpdateCurves implements Drawing {
  private static final double ASPECT = 0.5;
  private static final List<String> SIDES = List.of("in", "out");
  private static final List<String> COLUMNS = List.of("incoming weights", "outgoing weights");

  /** A change that is drawn in a row of panels: its column in the table, and the axis. */
  private record Change(String column, String name, String axis) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change("direction", "direction", "turn per step (radians)"),
          new Change("norm", "norm", "change of norm per step"),
          new Change("relative", "relative norm", "share of norm per step"));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rows = metrics.selected(UpdatesRow.class, spec);
    Axis x = StepRows.steps(rows.distinctInts("step"));
    List<Plate.Row> grid = new ArrayList<>();
    boolean dropped = false;
    for (int c = 0; c < CHANGES.size(); c++) {
      Change change = CHANGES.get(c);
      List<Series> curves = new ArrayList<>();
      for (String side : SIDES) {
        curves.add(
            SeedCurves.mean(
                change.name,
                rows,
                side + "_" + change.column,
                // A change of 0 cannot be drawn on a logarithmic axis.
                value -> value > 0 ? value : Double.NaN,
                Band.LEAST_TO_GREATEST,
                Looks.curve(c)));
      }
      Axis y = Axis.decadesAround(Text.of(change.axis), Series.extent(curves.stream()));
      Optional<Series> drop = StepRows.drop(rows, y);
      dropped |= drop.isPresent();
      List<Panel> panels = new ArrayList<>();
      for (int side = 0; side < SIDES.size(); side++) {
        List<Series> series = new ArrayList<>();
        series.add(curves.get(side));
        drop.ifPresent(series::add);
        panels.add(
            new Panel(
                change.name + ", " + COLUMNS.get(side),
                Text.of(""),
                x,
                y,
                series,
                "not measured, or every seed diverged"));
      }
      grid.add(new Plate.Row(panels, ASPECT));
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "Mean over neurons, between two snapshots and divided by the steps between them, drawn at the"
            + " later one. "
            + SeedCurves.note(Band.LEAST_TO_GREATEST, rows.distinctInts("seed").length));
    if (dropped) {
      notes.add(StepRows.DROP_NOTE);
    }
    return new Plate(
        grid,
        COLUMNS.stream().map(Text::of).toList(),
        CHANGES.stream().map(change -> Text.of(change.name)).toList(),
        new Key.None(),
        notes);
  }
}
