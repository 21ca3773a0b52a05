package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Setting;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Drift of the conserved quantity ‖w‖² + b² − ‖a‖² against the effective step size η / (1 − μ), on
 * logarithmic axes. The drift is a share of the squares, in the median over neurons. Each
 * experiment has a curve, and each time of training t = steps · η / (1 − μ) a panel. A learning
 * rate that was not measured at a time has no point there.
 */
final class ConservedDrift implements Drawing {
  private static final String RATE = "learning_rate";
  private static final String MOMENTUM = "momentum";
  private static final double ASPECT = 1.2;

  /** Median drifts of trials, with the step size and the seed of each trial. */
  private record Drifts(List<Double> sizes, List<Integer> seeds, List<Double> medians) {
    Series curve(String name, Look look) {
      return SeedCurves.mean(
          name,
          array(sizes),
          seeds.stream().mapToInt(Integer::intValue).toArray(),
          array(medians),
          Band.LEAST_TO_GREATEST,
          look);
    }

    /** Slope of the drift against the step size, both as logarithms. */
    double slope() {
      return Trend.of(logarithms(sizes), logarithms(medians)).slope();
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] logarithms(List<Double> values) {
      return values.stream().mapToDouble(StrictMath::log10).toArray();
    }
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(NeuronsRow.class).selected(spec.experiments());
    Map<String, Integer> seeds = new LinkedHashMap<>();
    List<Key.Entry> entries = new ArrayList<>();
    for (DrawnExperiment experiment : spec.experiments()) {
      Rows own = all.ofExperiment(experiment.id(), spec);
      seeds.put(experiment.label(), own.distinctInts("seed").length);
      entries.add(new Key.Entry(Text.of(experiment.label()), Looks.curve(entries.size())));
    }
    List<List<Series>> drawn = new ArrayList<>();
    List<List<Key.Entry>> slopes = new ArrayList<>();
    List<String> notes = new ArrayList<>(SeedCurves.notes(Band.LEAST_TO_GREATEST, seeds));
    int[] times = options.integers("times");
    for (int time : times) {
      List<Series> series = new ArrayList<>();
      List<Key.Entry> ofTime = new ArrayList<>();
      for (int e = 0; e < entries.size(); e++) {
        DrawnExperiment experiment = spec.experiments().get(e);
        Drifts drifts = drifts(all.ofExperiment(experiment.id(), spec), experiment, time);
        series.add(drifts.curve(experiment.label(), entries.get(e).look()));
        double slope = drifts.slope();
        if (Double.isFinite(slope)) {
          ofTime.add(
              new Key.Entry(Text.of("slope " + Numbers.fixed(slope, 2)), entries.get(e).look()));
        }
      }
      drawn.add(series);
      slopes.add(ofTime);
    }
    double[] sizes =
        drawn.stream()
            .flatMap(List::stream)
            .flatMapToDouble(one -> Arrays.stream(one.x()))
            .toArray();
    Axis x =
        Axis.decadesAround(Text.of("").italic("η").plain(" / (1 − ").italic("μ").plain(")"), sizes)
            .at(sizes);
    Axis y =
        Axis.decadesAround(
            Text.of("drift, as a share of the squares"),
            Series.extent(drawn.stream().flatMap(List::stream)));
    List<Panel> panels = new ArrayList<>();
    for (int t = 0; t < times.length; t++) {
      panels.add(
          new Panel(
                  "t = " + times[t],
                  Text.of("").italic("t").plain(" = " + times[t]),
                  x,
                  y,
                  drawn.get(t),
                  "not measured, or every seed diverged")
              .with(Panel.Label.inLowerRight(x, y, slopes.get(t))));
    }
    return new Plate(
        List.of(new Plate.Row(panels, ASPECT)),
        List.of(),
        List.of(),
        new Key.LegendBelow(entries),
        notes);
  }

  private static Drifts drifts(Rows rows, DrawnExperiment experiment, int time) {
    Drifts drifts = new Drifts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (double rate : rows.distinct(RATE)) {
      Rows variant = rows.where(RATE, rate);
      double size = rate / (1 - momentum(experiment));
      int step = (int) Math.round(time / size);
      for (int seed : variant.distinctInts("seed")) {
        Rows trial = variant.where("seed", seed);
        double median =
            Median.of(NeuronsRow.drift(trial.where("step", 0), trial.where("step", step)));
        // A drift of 0 cannot be drawn on a logarithmic axis.
        if (median > 0 && Double.isFinite(median)) {
          drifts.sizes.add(size);
          drifts.seeds.add(seed);
          drifts.medians.add(median);
        }
      }
    }
    return drifts;
  }

  /** The experiment's momentum: a setting, or the one value of a sweep that is drawn. */
  private static double momentum(DrawnExperiment experiment) {
    Setting momentum = experiment.settings().get(MOMENTUM);
    return momentum != null
        ? momentum.value().doubleValue()
        : Objects.requireNonNull(experiment.select().get(MOMENTUM)).get(0).doubleValue();
  }
}
