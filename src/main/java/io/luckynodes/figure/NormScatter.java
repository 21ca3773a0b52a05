package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neurons of one network as dots: alignment with the target vector of their cell against the norm
 * of their incoming weights, on a logarithmic axis, at some steps; shades tell the final norm.
 * Where asked for, a last row has the growth of ‖w‖ ‖a‖ between two snapshots, with the line that
 * fits it and the one of theorem 3.11.
 */
final class NormScatter implements Drawing {
  private static final double ASPECT = 0.8;
  private static final double WIDE_ASPECT = 0.5;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(NeuronsRow.class).only(spec, List.of());
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows rows = all.where("seed", seed);
    Shades shades = new Shades(rows.values("final_in_norm"));
    List<Panel> panels = new ArrayList<>();
    List<Rows> shown = new ArrayList<>();
    for (int wanted : options.integers("steps")) {
      Rows at = rows.where("step", (int) rows.nearest(wanted));
      if (shown.stream().noneMatch(known -> known.distinctInts("step")[0] == step(at))) {
        shown.add(at);
      }
    }
    Axis y =
        Axis.decadesAround(
            Text.of("‖").italic("w").plain("‖"),
            shown.stream().flatMapToDouble(at -> Arrays.stream(at.values("in_norm"))).toArray());
    Axis x =
        alignment(
            "alignment cos Δ",
            shown.stream()
                .flatMapToDouble(at -> Arrays.stream(StepRows.cosines(at.values("angle"))))
                .toArray());
    for (Rows at : shown) {
      double[] cosines = StepRows.cosines(at.values("angle"));
      panels.add(
          new Panel(
              "step " + step(at),
              Text.of(step(at) == 0 ? "before training" : "step " + step(at)).plain(rank(at)),
              x,
              y,
              shades.dots(cosines, at.values("in_norm"), at.values("final_in_norm")),
              "no neuron, or the network diverged"));
    }
    List<Plate.Row> grid = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    grid.addAll(Plate.Row.grid(panels, panels.size() == 1 ? WIDE_ASPECT : ASPECT));
    notes.add(
        "One dot per neuron, seed "
            + seed
            + ". Δ is the angle between a neuron's incoming weights and the target vector of its cell; ρ"
            + " is the rank correlation of cos Δ and the final norm.");
    if (options.has("growth")) {
      grid.add(
          new Plate.Row(
              List.of(
                  growth(all(spec, metrics, seed), options.integer("growth"), rows, shades, notes)),
              WIDE_ASPECT));
    }
    Panel.outside(panels, "dot").ifPresent(notes::add);
    return new Plate(
        grid, List.of(), List.of(), shades.bar(Text.of("final ‖").italic("w").plain("‖")), notes);
  }

  private static Axis alignment(String title, double[] cosines) {
    return Axis.around(
        Text.of(title), Arrays.stream(cosines).filter(Double::isFinite).toArray(), -0.02, 1.02);
  }

  private static int step(Rows at) {
    int[] steps = at.distinctInts("step");
    return steps.length == 0 ? 0 : steps[0];
  }

  private static String rank(Rows at) {
    Rows kept = at.finite("angle").finite("final_in_norm");
    double rho =
        RankCorrelation.of(StepRows.cosines(kept.values("angle")), kept.values("final_in_norm"));
    return Double.isNaN(rho) ? "" : ", ρ = " + Numbers.fixed(rho, 2);
  }

  private static Rows all(FigureSpec spec, Metrics metrics, int seed) {
    return metrics.rows(GrowthRow.class).only(spec, List.of()).where("seed", seed);
  }

  /** Growth in the interval that ends nearest to a step against the alignment at its start. */
  private static Panel growth(
      Rows growth, int wanted, Rows neurons, Shades shades, List<String> notes) {
    Rows rows = growth.where("step", (int) growth.nearest(wanted));
    int to = step(rows);
    int from = rows.isEmpty() ? 0 : rows.ints("from_step")[0];
    Rows then = neurons.where("step", from);
    int[] numbers = rows.ints("neuron");
    int[] known = then.ints("neuron");
    double[] angles = then.values("angle");
    double[] finals = then.values("final_in_norm");
    double[] x = new double[numbers.length];
    double[] shade = new double[numbers.length];
    for (int i = 0; i < x.length; i++) {
      int neuron = numbers[i];
      int place =
          IntStream.range(0, known.length).filter(k -> known[k] == neuron).findFirst().orElse(-1);
      x[i] = place < 0 ? Double.NaN : StrictMath.cos(Math.toRadians(angles[place]));
      shade[i] = place < 0 ? Double.NaN : finals[place];
    }
    double[] measured = times(rows.values("product_measured"), to - from);
    double[] predicted = times(rows.values("product_predicted"), to - from);
    Trend fit = Trend.of(x, measured);
    Trend theorem = Trend.of(x, predicted);
    double least = Arrays.stream(x).filter(Double::isFinite).min().orElse(0);
    double most = Arrays.stream(x).filter(Double::isFinite).max().orElse(0);
    List<Series> series = new ArrayList<>(shades.dots(x, measured, shade));
    series.add(fit.line("fit", least, most, Line.SOLID, Palette.INK));
    series.add(theorem.line("theorem 3.11", least, most, Line.DASHED, Palette.WARNING));
    notes.add(
        "Last panel: growth from step "
            + from
            + " to step "
            + to
            + ". Slope of the fit (solid): "
            + slope(fit)
            + "; of theorem 3.11 (dashed), whose rate is taken at the interval's start: "
            + slope(theorem)
            + ".");
    return new Panel(
        "growth",
        Text.of("steps " + from + " to " + to),
        alignment("alignment cos Δ at the interval's start", x),
        Axis.around(
            Text.of("growth of ln ‖").italic("w").plain("‖‖").italic("a").plain("‖"),
            Series.extent(series.stream()),
            -1000,
            1000),
        series,
        "not measured, or the network diverged");
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  private static String slope(Trend trend) {
    return Double.isFinite(trend.slope()) ? Numbers.significant(trend.slope(), 3) : "none";
  }
}
