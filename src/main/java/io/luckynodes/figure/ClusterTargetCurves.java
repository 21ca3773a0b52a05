package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Angles over steps, as means over seeds, with a panel for each number of largest clusters. Three
 * curves show the angle between a cluster's leader and its target vectors: the target of zeroth
 * order, the generalised target and the target of next order. Two curves show the angle from the
 * target of zeroth order to that of next order and to the slope of the loss.
 */
final class ClusterTargetCurves implements Drawing {
  private static final double ASPECT = 0.9;
  private static final List<String> COLUMNS =
      List.of("angle", "generalised_angle", "next_order_angle", "between", "slope_between");
  private static final List<String> WORDS =
      List.of(
          "leader to zeroth order",
          "leader to generalised target",
          "leader to next order",
          "zeroth to next order",
          "zeroth order to slope of loss");

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rows = metrics.selected(ClusterTargetsRow.class, spec);
    Axis x = StepRows.steps(rows.distinctInts("step"));
    Axis y = new Axis(Text.of("angle (degrees)"), 0, 180);
    Optional<Series> drop = StepRows.drop(rows, y);
    List<Panel> panels = new ArrayList<>();
    for (int clusters : options.integers("clusters")) {
      Rows own =
          rows.where("cluster", cluster -> cluster < clusters).where("step", step -> step > 0);
      List<Series> series = new ArrayList<>();
      for (int c = 0; c < COLUMNS.size(); c++) {
        series.add(curve(WORDS.get(c), own, COLUMNS.get(c), Looks.curve(c)));
      }
      drop.ifPresent(series::add);
      String name =
          clusters == 1 ? "the largest cluster" : "the " + clusters + " largest clusters, mean";
      panels.add(new Panel(name, Text.of(name), x, y, series, "not measured, or no target"));
    }
    List<String> notes = new ArrayList<>();
    notes.add(SeedCurves.note(Band.LEAST_TO_GREATEST, rows.distinctInts("seed").length));
    if (drop.isPresent()) {
      notes.add(StepRows.DROP_NOTE);
    }
    Panel.outside(panels, "mean").ifPresent(notes::add);
    List<Key.Entry> entries = new ArrayList<>();
    for (int c = 0; c < WORDS.size(); c++) {
      entries.add(new Key.Entry(Text.of(WORDS.get(c)), Looks.curve(c)));
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT), List.of(), List.of(), new Key.LegendBelow(entries), notes);
  }

  /** Mean over seeds of the mean over clusters; leaders without the target are left out. */
  private static Series curve(String name, Rows rows, String column, Look look) {
    Rows finite = rows.finite(column);
    int[] seeds = finite.ints("seed");
    int[] steps = finite.ints("step");
    double[] angles = finite.values(column);
    SortedMap<Integer, SortedMap<Integer, double[]>> sums = new TreeMap<>();
    for (int i = 0; i < angles.length; i++) {
      double[] sum =
          sums.computeIfAbsent(steps[i], s -> new TreeMap<>())
              .computeIfAbsent(seeds[i], s -> new double[2]);
      sum[0] += angles[i];
      sum[1]++;
    }
    List<double[]> points = new ArrayList<>();
    sums.forEach(
        (step, own) ->
            own.forEach((seed, sum) -> points.add(new double[] {step, seed, sum[0] / sum[1]})));
    return SeedCurves.mean(
        name,
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToInt(point -> (int) point[1]).toArray(),
        points.stream().mapToDouble(point -> point[2]).toArray(),
        Band.LEAST_TO_GREATEST,
        look);
  }
}
