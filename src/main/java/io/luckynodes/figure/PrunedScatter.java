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

/**
 * Share of pruned weights of each neuron against its alignment early in training, a row for each
 * step, a column for each pruned share. Panels show a running median and rank correlations. Colours
 * tell the clusters in which neurons end.
 */
final class PrunedScatter implements Drawing {
  private static final String SHARE = "prune_share";
  private static final double ASPECT = 0.9;
  private static final double OPACITY = 0.45;
  private static final double DIAMETER = 1.9;

  /** Number of neurons in each of the running medians, odd so that one is in the middle. */
  private static final int WINDOW = 101;

  /** All weights of a neuron, in percent. */
  private static final double ALL = 100;

  private static final Look CEILING = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 0.9);

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
    Axis y = PrunedShare.axis(PrunedShare.of(all));
    boolean medians = false;
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
        List<Series> series = new ArrayList<>();
        // Neurons of the many small clusters are painted first, below those of the few large ones.
        for (int place = CLUSTERS.length - 1; place >= 0; place--) {
          Rows dots = cluster(own, place);
          series.add(
              new Series(
                  CLUSTERS[place],
                  StepRows.cosines(dots.values("angle")),
                  PrunedShare.of(dots),
                  look(place)));
        }
        if (!own.isEmpty() && y.holds(ALL)) {
          series.add(
              new Series(
                  "all weights",
                  new double[] {x.low(), x.high()},
                  new double[] {ALL, ALL},
                  CEILING));
        }
        Series median = RunningMedian.of("running median", cosines, PrunedShare.of(own), WINDOW);
        medians |= median.points() > 0;
        series.add(median);
        panels.add(
            new Panel(
                "step " + step + ", " + percent(share) + " pruned",
                relations(own),
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
            + ". ρ: rank correlation of the angle to the target and the"
            + " number of pruned weights, then the same within clusters of three neurons or more; means over seeds. Alignment is"
            + " measured in the first training, before anything is pruned.");
    return new Plate(
        grid,
        Arrays.stream(shares).mapToObj(share -> Text.of(percent(share) + " pruned")).toList(),
        rowTitles,
        key(medians, y.holds(ALL)),
        notes);
  }

  private static Key key(boolean medians, boolean ceiling) {
    List<Key.Entry> entries = new ArrayList<>();
    for (int place = 0; place < CLUSTERS.length; place++) {
      entries.add(new Key.Entry(Text.of(CLUSTERS[place]), look(place)));
    }
    if (medians) {
      entries.add(RunningMedian.entry(WINDOW));
    }
    if (ceiling) {
      entries.add(new Key.Entry(Text.of("all weights"), CEILING));
    }
    return new Key.LegendBelow(entries);
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

  /** Rank correlations as means over seeds, in words; empty if no seed has one. */
  private static Text relations(Rows neurons) {
    double overall = mean(neurons, PruningRow::relation);
    double within = mean(neurons, PruningRow::relationWithinClusters);
    return Double.isNaN(overall)
        ? Text.of("")
        : Text.of("")
            .italic("ρ")
            .plain(
                " = "
                    + Numbers.fixed(overall, 2)
                    + (Double.isNaN(within) ? "" : ", within " + Numbers.fixed(within, 2)));
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
