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
 * Neurons of one network as dots, a row of panels for each initial deviation: the angle between a
 * neuron and the target vector of its cell against the norm of its incoming weights, on a
 * logarithmic axis, before training and at the last snapshot before the loss drops; and the growth
 * of ‖w‖ ‖a‖ over the interval before that snapshot against the alignment at its start, with the
 * line that fits it and the one of theorem 3.11. Shades tell the final norm.
 */
final class NormScatter implements Drawing {
  private static final String START = "initial_std";
  private static final double ASPECT = 0.85;
  private static final String NOTHING = "no neuron, or the network diverged";

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows neurons = metrics.rows(NeuronsRow.class).only(spec, List.of(START));
    Rows growths = metrics.rows(GrowthRow.class).only(spec, List.of(START));
    int seed = options.measured("seed", new int[] {options.integer("seed")}, neurons)[0];
    Rows own = neurons.where("seed", seed);
    boolean several = own.has(START);
    double[] deviations = several ? own.drawnValues(START, spec) : new double[] {Double.NaN};
    Shades shades = new Shades(own.values("final_in_norm"));
    Axis degrees = new Axis(Text.of("angular distance Δ (degrees)"), -2, 92);
    List<Plate.Row> grid = new ArrayList<>();
    List<Text> rowTitles = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    notes.add(
        "One dot per neuron, seed "
            + seed
            + ". Δ is the angle between a neuron's incoming weights and the target vector of its cell; ρ"
            + " is the rank correlation of nearness to the target and the final norm.");
    for (double deviation : deviations) {
      Rows network = several ? own.where(START, deviation) : own;
      Rows growth = growths.where("seed", seed);
      Rows interval = (several ? growth.where(START, deviation) : growth).beforeDrop();
      String name = several ? "σ = " + Numbers.plain(deviation) : "";
      grid.add(new Plate.Row(panels(network, interval, name, degrees, shades, notes), ASPECT));
      rowTitles.add(Text.of(name));
    }
    Panel.outside(grid.stream().flatMap(row -> row.panels().subList(0, 2).stream()).toList(), "dot")
        .ifPresent(notes::add);
    return new Plate(
        grid,
        List.of(
            Text.of("before training"),
            Text.of("before the loss drops"),
            Text.of("growth up to then")),
        several ? rowTitles : List.of(),
        shades.bar(Text.of("final ‖").italic("w").plain("‖")),
        notes);
  }

  /**
   * Of one network.
   *
   * @param interval its rows of the last interval before the loss drops; none if it drops at once
   */
  private static List<Panel> panels(
      Rows network, Rows interval, String name, Axis x, Shades shades, List<String> notes) {
    Rows start = network.where("step", 0);
    int to = Arrays.stream(interval.ints("step")).findFirst().orElse(0);
    Rows early = network.where("step", to);
    Axis y =
        Axis.decadesAround(
            Text.of("‖").italic("w").plain("‖"),
            network.where("step", step -> step == 0 || step == to).values("in_norm"));
    String prefix = name.isEmpty() ? "" : name + ", ";
    return List.of(
        norms(prefix + "before training", start, x, y, shades),
        norms(prefix + "before the loss drops", early, x, y, shades),
        growth(interval, network, prefix, shades, notes));
  }

  private static Panel norms(String name, Rows moment, Axis x, Axis y, Shades shades) {
    Rows known = moment.finite("angle", "final_in_norm");
    double rho = RankCorrelation.of(known.values("angle"), known.values("final_in_norm"));
    int step = Arrays.stream(moment.ints("step")).findFirst().orElse(0);
    return new Panel(
        name,
        Text.of("step " + step + (Double.isNaN(rho) ? "" : ", ρ = " + Numbers.fixed(0 - rho, 2))),
        x,
        y,
        shades.dots(
            moment.values("angle"), moment.values("in_norm"), moment.values("final_in_norm")),
        NOTHING);
  }

  private static Panel growth(
      Rows interval, Rows network, String prefix, Shades shades, List<String> notes) {
    int to = Arrays.stream(interval.ints("step")).findFirst().orElse(0);
    int from = Arrays.stream(interval.ints("from_step")).findFirst().orElse(0);
    Rows then = network.where("step", from);
    int[] numbers = interval.ints("neuron");
    int[] known = then.ints("neuron");
    double[] cosines = StepRows.cosines(then.values("angle"));
    double[] finals = then.values("final_in_norm");
    double[] x = new double[numbers.length];
    double[] shade = new double[numbers.length];
    for (int i = 0; i < x.length; i++) {
      int neuron = numbers[i];
      int place =
          IntStream.range(0, known.length).filter(k -> known[k] == neuron).findFirst().orElse(-1);
      x[i] = place < 0 ? Double.NaN : cosines[place];
      shade[i] = place < 0 ? Double.NaN : finals[place];
    }
    double[] measured = times(interval.values("product_measured"), to - from);
    double[] predicted = times(interval.values("product_predicted"), to - from);
    Trend fit = Trend.of(x, measured);
    Trend theorem = Trend.of(x, predicted);
    double least = Arrays.stream(x).filter(Double::isFinite).min().orElse(0);
    double most = Arrays.stream(x).filter(Double::isFinite).max().orElse(0);
    List<Series> series = new ArrayList<>(shades.dots(x, measured, shade));
    series.add(fit.line("fit", least, most, Line.SOLID, Palette.INK));
    series.add(theorem.line("theorem 3.11", least, most, Line.DASHED, Palette.WARNING));
    if (to > 0) {
      notes.add(
          "Growth, "
              + prefix
              + "from step "
              + from
              + " to "
              + to
              + ": slope of the fit (solid) "
              + slope(fit)
              + ", of theorem 3.11 (dashed), whose rate is taken at the interval's start, "
              + slope(theorem)
              + ".");
    }
    return new Panel(
        prefix + "growth",
        Text.of(to > 0 ? "steps " + from + " to " + to : ""),
        new Axis(Text.of("alignment cos Δ"), -0.02, 1.02),
        Axis.around(
            Text.of("growth of ln ‖").italic("w").plain("‖‖").italic("a").plain("‖"),
            Series.extent(series.stream()),
            -1000,
            1000),
        series,
        "the loss drops before the first snapshot");
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  private static String slope(Trend trend) {
    return Double.isFinite(trend.slope()) ? Numbers.significant(trend.slope(), 3) : "none";
  }
}
