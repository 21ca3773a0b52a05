package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The race at a glance, in four rows. The first row shows the loss over training, the second maps
 * of the cosines between all neurons of one network at three times. The third and fourth row show
 * the neurons of its largest cluster at some early steps: the product of their norms, and the
 * number of their weights pruned later, against their alignment.
 */
final class RaceOverview implements Drawing {
  private static final double WIDE_ASPECT = 0.24;
  private static final double ASPECT = 0.8;

  /** Number of shades of the colour bar of cosines, from −1 to 1. */
  private static final int SHADES = 9;

  private static final Look LOSS = new Look(Palette.category(0), Line.SOLID, Sign.NONE, 1.2);
  private static final Look DROP = new Look(Palette.INK, Line.DOTTED, Sign.NONE, 1);
  private static final String NOTHING = "no neuron, or the network diverged";

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows neurons = metrics.selected(NeuronsRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, neurons)[0];
    Rows cosines = metrics.selected(NeuronCosinesRow.class, spec).where("seed", seed);
    Rows losses = metrics.selected(StepLossesRow.class, spec);
    Rows group = neurons.where("seed", seed).where("final_cluster", 0);
    Rows pruned =
        metrics.selected(PruningRow.class, spec).where("seed", seed).where("final_cluster", 0);
    SortedSet<Integer> steps = new TreeSet<>();
    for (int wanted : options.integers("steps")) {
      double step = group.nearest(wanted);
      if (Double.isFinite(step)) {
        steps.add((int) step);
      }
    }
    Shades shades = new Shades(group.values("final_in_norm"));
    List<Plate.Row> grid = new ArrayList<>();
    grid.add(new Plate.Row(List.of(loss(losses, cosines)), WIDE_ASPECT));
    grid.add(new Plate.Row(maps(cosines), 1));
    if (!steps.isEmpty()) {
      Axis x = alignment(group, steps);
      grid.add(Plate.Row.ofAny(products(group, steps, x, shades), ASPECT));
      grid.add(Plate.Row.ofAny(pruned(pruned, group, steps, x, shades), ASPECT));
    }
    int size = group.atEnd().count();
    return new Plate(
        grid,
        List.of(),
        List.of(),
        new Key.ColourBars(
            List.of(cosineBar(), shades.bar(Text.of("final ‖").italic("w").plain("‖")))),
        List.of(
            "First panel: "
                + SeedCurves.note(Band.LEAST_TO_GREATEST, losses.distinctInts("seed").length),
            "The other panels: the network of seed "
                + seed
                + ". The dotted line is its last snapshot before the loss drops. Maps: cosines between the"
                + " neurons' weight vectors ("
                + "w, b, a), in the order of clusters after training, the largest first, and within a cluster of"
                + " ‖w‖‖a‖ then.",
            "Dots: one for each of the "
                + size
                + " neurons of the largest cluster. Δ is the angle between a neuron's incoming weights and the"
                + " target vector of its cell; ρ is the rank correlation of what the panel's axes show. Weights"
                + " are pruned after the training that is shown."));
  }

  /**
   * The panel of the loss until the end of the first training; pruned networks train again
   * afterwards.
   */
  private static Panel loss(Rows losses, Rows cosines) {
    int end = Arrays.stream(losses.atEnd().ints("step")).max().orElse(Integer.MAX_VALUE);
    Rows rows = losses.where("step", step -> step > 0 && step <= end).finite("evaluation_loss");
    Series curve =
        SeedCurves.mean("loss", rows, "evaluation_loss", v -> v, Band.LEAST_TO_GREATEST, LOSS);
    Axis y =
        Axis.decadesAround(Text.of("training loss (nats)"), Series.extent(List.of(curve).stream()));
    List<Series> series = new ArrayList<>();
    series.add(curve);
    int drop = Arrays.stream(cosines.beforeDrop().ints("step")).findFirst().orElse(0);
    if (drop > 0) {
      series.add(
          new Series(
              "last snapshot before the loss drops",
              new double[] {drop, drop},
              new double[] {y.low(), y.high()},
              DROP));
    }
    return new Panel(
        "training loss",
        Text.of("training loss"),
        StepRows.steps(rows.ints("step")),
        y,
        series,
        "not measured, or every seed diverged");
  }

  private static List<Panel> maps(Rows cosines) {
    int n = Arrays.stream(cosines.ints("column")).max().orElse(0) + 1;
    List<Panel> panels = new ArrayList<>();
    int[] steps = cosines.distinctInts("step");
    for (int place = 0; place < steps.length; place++) {
      Rows own = cosines.where("step", steps[place]);
      String when =
          steps[place] == 0
              ? "before training"
              : "step " + steps[place] + (own.flags("dropped")[0] ? "" : ", before drop");
      boolean whole = own.notFinite("cosine").isEmpty();
      panels.add(
          new Panel(
              "cosines, step " + steps[place],
              Text.of(when),
              nodes("neuron, by final cluster", n, Axis.Scale.WHOLE),
              nodes("neuron", n, Axis.Scale.DOWNWARD),
              List.of(),
              "a neuron has no weights",
              whole ? Optional.of(HeatMap.signed("neuron", matrix(own, n), 1)) : Optional.empty()));
    }
    return panels;
  }

  private static Axis nodes(String title, int count, Axis.Scale scale) {
    return new Axis(Text.of(title), 0.5, count + 0.5, scale);
  }

  private static double[][] matrix(Rows rows, int n) {
    double[][] matrix = new double[n][n];
    int[] row = rows.ints("row");
    int[] column = rows.ints("column");
    double[] cosines = rows.values("cosine");
    for (int i = 0; i < n; i++) {
      matrix[i][i] = 1;
    }
    for (int i = 0; i < cosines.length; i++) {
      matrix[row[i]][column[i]] = cosines[i];
      matrix[column[i]][row[i]] = cosines[i];
    }
    return matrix;
  }

  private static Axis alignment(Rows group, SortedSet<Integer> steps) {
    return Axis.around(
        Text.of("alignment cos Δ"),
        Arrays.stream(
                StepRows.cosines(
                    group.where("step", step -> steps.contains((int) step)).values("angle")))
            .filter(Double::isFinite)
            .toArray(),
        -0.02,
        1.02);
  }

  private static List<Panel> products(Rows group, SortedSet<Integer> steps, Axis x, Shades shades) {
    Function<Rows, double[]> product =
        at -> {
          double[] in = at.values("in_norm");
          double[] out = at.values("out_norm");
          return IntStream.range(0, in.length).mapToDouble(i -> in[i] * out[i]).toArray();
        };
    Axis y =
        Axis.decadesAround(
            Text.of("‖").italic("w").plain("‖‖").italic("a").plain("‖"),
            product.apply(group.where("step", step -> steps.contains((int) step))));
    List<Panel> panels = new ArrayList<>();
    for (int step : steps) {
      Rows at = group.where("step", step);
      panels.add(
          scatter(
              "product of norms",
              step,
              at.values("angle"),
              product.apply(at),
              at.values("final_in_norm"),
              x,
              y,
              shades));
    }
    return panels;
  }

  private static List<Panel> pruned(
      Rows pruned, Rows group, SortedSet<Integer> steps, Axis x, Shades shades) {
    Axis y = PrunedShare.axis(PrunedShare.of(pruned));
    List<Panel> panels = new ArrayList<>();
    for (int step : steps) {
      Rows at = pruned.where("step", step).sortedBy("neuron");
      panels.add(
          scatter(
              "weights pruned",
              step,
              at.values("angle"),
              PrunedShare.of(at),
              group.where("step", step).sortedBy("neuron").values("final_in_norm"),
              x,
              y,
              shades));
    }
    return panels;
  }

  private static Panel scatter(
      String name,
      int step,
      double[] angles,
      double[] values,
      double[] finalNorms,
      Axis x,
      Axis y,
      Shades shades) {
    double[] cosines = StepRows.cosines(angles);
    double rho = RankCorrelation.of(cosines, values);
    String when = step == 0 ? "before training" : "step " + step;
    return new Panel(
        name + ", step " + step,
        Double.isNaN(rho)
            ? Text.of(when)
            : Text.of(when + ", ").italic("ρ").plain(" = " + Numbers.fixed(rho, 2)),
        x,
        y,
        shades.dots(cosines, values, finalNorms),
        NOTHING);
  }

  private static Key.ColourBar cosineBar() {
    List<Key.Shade> shades = new ArrayList<>();
    for (int s = 0; s < SHADES; s++) {
      double cosine = 2.0 * s / (SHADES - 1) - 1;
      shades.add(new Key.Shade(Numbers.plain(cosine), Palette.signed(cosine)));
    }
    return new Key.ColourBar(Text.of("cosine"), shades);
  }
}
