package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Number of pruned weights of each neuron against its alignment early in training, a row for each
 * step, a column for each pruned share. Panels show the line that fits best and rank correlations.
 * Colours tell the clusters in which neurons end.
 */
final class PrunedScatter implements Drawing {
  private static final String SHARE = "prune_share";
  private static final double ASPECT = 0.9;
  private static final double OPACITY = 0.45;
  private static final double DIAMETER = 1.9;

  /** Names of the clusters that have a colour of their own; the others share the last one. */
  private static final String[] CLUSTERS = {
    "largest cluster", "second largest", "third largest", "others, or none"
  };

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(PruningRow.class, spec);
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
        double[] pruned = pruned(own);
        List<Series> series = new ArrayList<>();
        // Neurons of the many small clusters are painted first, below those of the few large ones.
        for (int place = CLUSTERS.length - 1; place >= 0; place--) {
          Rows dots = cluster(own, place);
          series.add(
              new Series(
                  CLUSTERS[place],
                  StepRows.cosines(dots.values("angle")),
                  pruned(dots),
                  look(place)));
        }
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
                Text.of(relations(own)),
                x,
                y,
                series,
                "not measured, or every seed diverged"));
      }
      grid.add(Plate.Row.ofAny(panels, ASPECT));
    }
    List<String> notes = new ArrayList<>();
    int seeds = all.distinctInts("seed").length;
    notes.add(
        "One dot per neuron, of "
            + (seeds == 1 ? "one seed" : seeds + " seeds")
            + "; lines: least squares of all dots. ρ: rank correlation of the angle to the target and the"
            + " number of pruned weights, then the same within clusters of three neurons or more; means over seeds. Alignment is"
            + " measured in the first training, before anything is pruned.");
    return new Plate(
        grid,
        Arrays.stream(shares).mapToObj(share -> Text.of(percent(share) + " pruned")).toList(),
        rowTitles,
        new Key.LegendBelow(
            IntStream.range(0, CLUSTERS.length)
                .mapToObj(place -> new Key.Entry(Text.of(CLUSTERS[place]), look(place)))
                .toList()),
        notes);
  }

  private static Look look(int place) {
    return new Look(
        Palette.translucent(
            place < CLUSTERS.length - 1 ? Palette.category(place) : Palette.FAINT_INK, OPACITY),
        Line.NONE,
        Sign.DOT,
        DIAMETER);
  }

  private static Rows cluster(Rows neurons, int place) {
    int last = CLUSTERS.length - 1;
    return neurons.where(
        "final_cluster", number -> place < last ? number == place : number < 0 || number >= last);
  }

  private static double[] pruned(Rows neurons) {
    return Arrays.stream(neurons.ints("pruned")).asDoubleStream().toArray();
  }

  /** Rank correlations as means over seeds, in words; empty if no seed has one. */
  private static String relations(Rows neurons) {
    double overall = mean(neurons, PruningRow::relation);
    double within = mean(neurons, PruningRow::relationWithinClusters);
    return Double.isNaN(overall)
        ? ""
        : "ρ = "
            + Numbers.fixed(overall, 2)
            + (Double.isNaN(within) ? "" : ", within " + Numbers.fixed(within, 2));
  }

  private static double mean(Rows neurons, ToDoubleFunction<Rows> relation) {
    return Arrays.stream(neurons.distinctInts("seed"))
        .mapToDouble(seed -> relation.applyAsDouble(neurons.where("seed", seed)))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
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
