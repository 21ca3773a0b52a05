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
import java.util.stream.Stream;

/**
 * Neurons of one network as dots, a column of panels for each initial deviation. Two rows show the
 * norm of the incoming weights, on a logarithmic axis, against the angle between a neuron and the
 * target vector of its cell: before training, and at the last snapshot before the loss drops. A
 * third row shows the growth of ln ‖w‖ ‖a‖ over the interval before that snapshot against the
 * alignment at its start, with the line that fits it best and the line of theorem 3.11. Shades tell
 * the final norm.
 */
final class NormScatter implements Drawing {
  private static final String START = "initial_std";
  private static final double ASPECT = 1.1;
  private static final Look FIT = Trend.look(Line.SOLID, Palette.INK);
  private static final Look THEOREM = Trend.look(Line.DASHED, Palette.WARNING);
  private static final String NOTHING = "no neuron, or the network diverged";

  /**
   * One network.
   *
   * @param name its initial deviation; empty if the figure draws one network
   * @param interval growth in the last interval before the loss drops; empty if the loss drops at
   *     once
   */
  private record Network(String name, Rows neurons, Rows interval) {
    int lastStepBeforeDrop() {
      return Arrays.stream(interval.ints("step")).findFirst().orElse(0);
    }

    Rows beforeTraining() {
      return neurons.where("step", 0);
    }

    Rows beforeDrop() {
      return neurons.where("step", lastStepBeforeDrop());
    }
  }

  /** Growth over an interval against the alignment at its start. */
  private record Growth(int from, int to, List<Series> series, List<Key.Entry> slopes) {}

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows neurons = metrics.selected(NeuronsRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, neurons)[0];
    Rows own = neurons.where("seed", seed);
    Rows growths = metrics.selected(GrowthRow.class, spec).where("seed", seed);
    List<Network> networks = new ArrayList<>();
    if (own.has(START)) {
      for (double deviation : own.drawnValues(START, spec)) {
        networks.add(
            new Network(
                "σ = " + Numbers.plain(deviation),
                own.where(START, deviation),
                growths.where(START, deviation).beforeDrop()));
      }
    } else {
      networks.add(new Network("", own, growths.beforeDrop()));
    }
    Shades shades = new Shades(own.values("final_in_norm"));
    List<String> notes = new ArrayList<>();
    notes.add(
        "One dot per neuron, seed "
            + seed
            + ". Δ is the angle between a neuron's incoming weights and the target vector of its cell; ρ"
            + " is the rank correlation of nearness to the target and the final norm. The last snapshot"
            + " before the loss drops is the end of the interval below. Growth in this interval: slopes"
            + " of the fit (solid), and of theorem 3.11 (dashed), whose rate is taken at the"
            + " interval's start.");
    List<Panel> norms = new ArrayList<>();
    Axis y =
        Axis.decadesAround(
            Text.of("‖").italic("w").plain("‖"),
            networks.stream()
                .flatMap(network -> Stream.of(network.beforeTraining(), network.beforeDrop()))
                .flatMapToDouble(moment -> Arrays.stream(moment.values("in_norm")))
                .toArray());
    networks.forEach(
        network ->
            norms.add(norms("before training", network, network.beforeTraining(), y, shades)));
    networks.forEach(
        network -> norms.add(norms("before the drop", network, network.beforeDrop(), y, shades)));
    int columns = networks.size();
    List<Plate.Row> grid = new ArrayList<>();
    grid.add(Plate.Row.ofAny(norms.subList(0, columns), ASPECT));
    grid.add(Plate.Row.ofAny(norms.subList(columns, 2 * columns), ASPECT));
    grid.add(Plate.Row.ofAny(growths(networks, shades), ASPECT));
    Panel.outside(norms, "dot").ifPresent(notes::add);
    return new Plate(
        grid,
        columns == 1 ? List.of() : networks.stream().map(one -> Text.of(one.name())).toList(),
        List.of(Text.of("before training"), Text.of("before the drop"), Text.of("growth")),
        shades.bar(Text.of("final ‖").italic("w").plain("‖")),
        notes);
  }

  private static Panel norms(String when, Network network, Rows moment, Axis y, Shades shades) {
    Rows known = moment.finite("angle", "final_in_norm");
    double rho = RankCorrelation.of(known.values("angle"), known.values("final_in_norm"));
    return new Panel(
        (when + " " + network.name()).strip(),
        Double.isNaN(rho)
            ? Text.of("")
            : Text.of("").italic("ρ").plain(" = " + Numbers.fixed(0 - rho, 2)),
        new Axis(Text.of("distance Δ (degrees)"), -3, 93),
        y,
        shades.dots(
            moment.values("angle"), moment.values("in_norm"), moment.values("final_in_norm")),
        NOTHING);
  }

  private static List<Panel> growths(List<Network> networks, Shades shades) {
    List<Growth> growths = networks.stream().map(network -> growth(network, shades)).toList();
    Axis y =
        Axis.around(
            Text.of("growth of ln ‖").italic("w").plain("‖‖").italic("a").plain("‖"),
            Series.extent(growths.stream().flatMap(growth -> growth.series().stream())),
            -1000,
            1000);
    Axis x = new Axis(Text.of("alignment cos Δ"), -0.03, 1.03);
    List<Panel> panels = new ArrayList<>();
    for (int n = 0; n < networks.size(); n++) {
      Growth growth = growths.get(n);
      panels.add(
          new Panel(
                  ("growth " + networks.get(n).name()).strip(),
                  Text.of(growth.to() > 0 ? "steps " + growth.from() + "–" + growth.to() : ""),
                  x,
                  y,
                  growth.series(),
                  "the loss drops before the first snapshot")
              .with(Panel.Label.inLowerRight(x, y, growth.slopes())));
    }
    return panels;
  }

  private static Growth growth(Network network, Shades shades) {
    Rows interval = network.interval();
    int to = network.lastStepBeforeDrop();
    int from = Arrays.stream(interval.ints("from_step")).findFirst().orElse(0);
    Rows then = network.neurons().where("step", from);
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
    series.add(fit.line("fit", least, most, FIT));
    series.add(theorem.line("theorem 3.11", least, most, THEOREM));
    List<Key.Entry> slopes = new ArrayList<>();
    if (to > 0) {
      slopes.add(new Key.Entry(Text.of("fit: slope " + slope(fit)), FIT));
      slopes.add(new Key.Entry(Text.of("theorem: " + slope(theorem)), THEOREM));
    }
    return new Growth(from, to, series, slopes);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  private static String slope(Trend trend) {
    return Double.isFinite(trend.slope()) ? Numbers.significant(trend.slope(), 3) : "none";
  }
}
