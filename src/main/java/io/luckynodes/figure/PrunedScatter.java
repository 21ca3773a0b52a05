package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many of each neuron's weights are pruned against its alignment early in training, with the
 * line that fits best and the rank correlation; a row for each step, a column for each pruned
 * share.
 */
final class PrunedScatter implements Drawing {
  private static final String SHARE = "prune_share";
  private static final double ASPECT = 0.9;
  private static final Look DOTS =
      new Look(Palette.translucent(Palette.category(0), 0.45), Line.NONE, Sign.DOT, 1.9);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(PruningRow.class).only(spec, List.of(SHARE));
    double[] shares = all.drawnValues(SHARE, spec);
    Set<Integer> steps = wantedSteps(options, all);
    Rows drawn = all.where("step", step -> steps.contains((int) step));
    Axis x =
        Axis.around(
            Text.of("alignment cos Δ"),
            Arrays.stream(StepRows.cosines(drawn.values("angle")))
                .filter(Double::isFinite)
                .toArray(),
            -0.02,
            1.02);
    Axis y =
        Axis.around(
            Text.of("weights pruned of a neuron"),
            Arrays.stream(all.ints("pruned")).asDoubleStream().toArray(),
            -100,
            1e7);
    List<Plate.Row> grid = new ArrayList<>();
    List<Text> rowTitles = new ArrayList<>();
    for (int wanted : options.integers("steps")) {
      int step = (int) all.nearest(wanted);
      Text title = Text.of(step == 0 ? "before training" : "step " + step);
      if (rowTitles.contains(title)) {
        continue;
      }
      rowTitles.add(title);
      List<Panel> panels = new ArrayList<>();
      for (double share : shares) {
        Rows own = all.where("step", step).where(SHARE, share).finite("angle");
        double[] cosines = StepRows.cosines(own.values("angle"));
        double[] pruned = Arrays.stream(own.ints("pruned")).asDoubleStream().toArray();
        double rho = RankCorrelation.of(cosines, pruned);
        List<Series> series = new ArrayList<>();
        series.add(new Series("neurons", cosines, pruned, DOTS));
        series.add(
            Trend.of(cosines, pruned)
                .lineWithin(
                    y,
                    "trend",
                    Arrays.stream(cosines).min().orElse(0),
                    Arrays.stream(cosines).max().orElse(0),
                    Line.SOLID,
                    Palette.INK));
        panels.add(
            new Panel(
                "step " + step + ", " + percent(share) + " pruned",
                Text.of(Double.isNaN(rho) ? "" : "ρ = " + Numbers.fixed(rho, 2)),
                x,
                y,
                series,
                "not measured, or every seed diverged"));
      }
      grid.add(new Plate.Row(panels, ASPECT));
    }
    List<String> notes = new ArrayList<>();
    int seeds = all.distinctInts("seed").length;
    notes.add(
        "One dot per neuron, of "
            + (seeds == 1 ? "one seed" : seeds + " seeds")
            + "; lines: least squares; ρ: rank correlation of all dots. Alignment is measured in the"
            + " first training, before anything is pruned.");
    return new Plate(
        grid,
        Arrays.stream(shares).mapToObj(share -> Text.of(percent(share) + " pruned")).toList(),
        rowTitles,
        new Key.None(),
        notes);
  }

  private static Set<Integer> wantedSteps(Options options, Rows rows) {
    Set<Integer> steps = new HashSet<>();
    for (int wanted : options.integers("steps")) {
      steps.add((int) rows.nearest(wanted));
    }
    return steps;
  }

  private static String percent(double share) {
    return Numbers.plain(Math.round(share * 1000) / 10.0) + " %";
  }
}
