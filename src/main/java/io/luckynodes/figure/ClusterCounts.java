package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Number of clusters that neurons form, with a panel for each experiment. An experiment that sweeps
 * over the number of samples is drawn after training, against that number, with a curve for each
 * width. Any other experiment is drawn at the start, before the loss drops and at the end, with a
 * curve for each initial deviation.
 */
final class ClusterCounts implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final String WIDTH = "hidden_nodes";
  private static final String START = "initial_std";
  private static final double ASPECT = 0.95;
  private static final String[] TIMES = {"start", "before drop", "end"};

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    double cosine = options.positive("cosine");
    List<Rows> drawn = new ArrayList<>();
    for (DrawnExperiment experiment : spec.experiments()) {
      drawn.add(
          metrics
              .rows(ClustersRow.class)
              .ofExperiment(experiment.id(), spec)
              .where("cosine", cosine));
    }
    double most =
        drawn.stream().flatMapToInt(rows -> Arrays.stream(rows.ints("clusters"))).max().orElse(1);
    Axis y = new Axis(Text.of("clusters"), 0, most * 1.06);
    List<Panel> panels = new ArrayList<>();
    List<Key.PanelGroup> groups = new ArrayList<>();
    Map<String, Integer> seeds = new LinkedHashMap<>();
    for (int e = 0; e < drawn.size(); e++) {
      DrawnExperiment experiment = spec.experiments().get(e);
      Rows rows = drawn.get(e);
      seeds.put(experiment.label(), rows.distinctInts("seed").length);
      List<Key.Entry> entries = new ArrayList<>();
      panels.add(
          experiment.select().containsKey(SAMPLES)
              ? againstSamples(experiment, rows, y, entries)
              : overTraining(experiment, rows, y, entries));
      groups.add(new Key.PanelGroup(PanelLetters.of(e), entries));
    }
    List<String> notes = new ArrayList<>(SeedCurves.notes(Band.LEAST_TO_GREATEST, seeds));
    for (int e = 0; e < drawn.size(); e++) {
      if (spec.experiments().get(e).select().containsKey(SAMPLES)) {
        notes.add(ends(drawn.get(e).atEnd()));
      }
    }
    notes.add(
        "A cluster: neurons whose incoming weights have a cosine of "
            + Numbers.plain(cosine)
            + " or more with those of its strongest.");
    return new Plate(
        List.of(Plate.Row.ofAny(panels, ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(groups),
        notes);
  }

  private static Panel againstSamples(
      DrawnExperiment experiment, Rows rows, Axis y, List<Key.Entry> entries) {
    Rows last = rows.atEnd();
    boolean widths = experiment.select().containsKey(WIDTH);
    double[] each = widths ? last.distinct(WIDTH) : new double[] {Double.NaN};
    List<Series> series = new ArrayList<>();
    for (int w = 0; w < each.length; w++) {
      Rows own = widths ? last.where(WIDTH, each[w]) : last;
      Look look = Looks.ordered(w, each.length);
      String name = widths ? Numbers.plain(each[w]) + " neurons" : "clusters";
      series.add(
          SeedCurves.mean(
              name,
              own.values(SAMPLES),
              own.ints("seed"),
              Arrays.stream(own.ints("clusters")).asDoubleStream().toArray(),
              Band.LEAST_TO_GREATEST,
              look));
      if (widths) {
        entries.add(new Key.Entry(Text.of(name), look));
      }
    }
    return new Panel(
        experiment.id() + ": clusters against samples",
        Text.of("after training"),
        Axis.decadesAround(
                Text.of("").italic("N").plain(", training samples"), last.values(SAMPLES))
            .at(last.values(SAMPLES)),
        y,
        series,
        "not measured, or every seed diverged");
  }

  /** The steps at which training ended, for networks that may stop at a loss. */
  private static String ends(Rows last) {
    List<String> parts = new ArrayList<>();
    for (double size : last.distinct(SAMPLES)) {
      int[] steps = last.where(SAMPLES, size).distinctInts("step");
      int first = steps[0];
      int latest = steps[steps.length - 1];
      parts.add(
          "N = "
              + Numbers.plain(size)
              + " after "
              + (first == latest ? first + " steps" : first + " to " + latest + " steps"));
    }
    return "Training ended at " + String.join(", ", parts) + ".";
  }

  private static Panel overTraining(
      DrawnExperiment experiment, Rows rows, Axis y, List<Key.Entry> entries) {
    boolean starts = experiment.select().containsKey(START);
    double[] each = starts ? rows.distinct(START) : new double[] {Double.NaN};
    List<Series> series = new ArrayList<>();
    for (int s = 0; s < each.length; s++) {
      Rows own = starts ? rows.where(START, each[s]) : rows;
      List<Rows> parts = new ArrayList<>();
      List<Double> places = new ArrayList<>();
      parts.add(own.where("step", 0));
      places.add(0.0);
      for (Rows before : StepRows.beforeDropOfEachSeed(own)) {
        parts.add(before);
        places.add(1.0);
      }
      parts.add(own.atEnd());
      places.add(2.0);
      Look look = Looks.curve(s);
      String name = starts ? "σ = " + Numbers.plain(each[s]) : "clusters";
      series.add(
          SeedCurves.mean(
              name,
              IntStreams.repeated(places, parts.stream().map(Rows::count).toList()),
              parts.stream().flatMapToInt(part -> Arrays.stream(part.ints("seed"))).toArray(),
              parts.stream()
                  .flatMapToInt(part -> Arrays.stream(part.ints("clusters")))
                  .asDoubleStream()
                  .toArray(),
              Band.LEAST_TO_GREATEST,
              look));
      if (starts) {
        entries.add(new Key.Entry(Text.of(name), look));
      }
    }
    return new Panel(
        experiment.id() + ": clusters over training",
        Text.of("over training"),
        Axis.named(Text.of("time of training"), TIMES),
        y,
        series,
        "not measured, or every seed diverged");
  }

  /** Repeats numbers a given number of times. */
  private static final class IntStreams {
    static double[] repeated(List<Double> values, List<Integer> times) {
      List<Double> all = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        for (int n = 0; n < times.get(i); n++) {
          all.add(values.get(i));
        }
      }
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
