package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The courses of a measure of a variant's networks over epochs, by layer and seed. A measure of
 * whole networks has one layer.
 */
final class VariantCourses {
  private final Measure measure;
  private final String name;
  private final double end;
  private final SortedMap<Double, SortedMap<Integer, TrialCourse>> byLayer = new TreeMap<>();
  private final SortedSet<Integer> diverged = new TreeSet<>();

  private VariantCourses(Measure measure, Rows rows, Variant variant) {
    this.measure = measure;
    this.name = rows.words(variant);
    Rows experiment = rows.ofExperimentOf(variant);
    Rows trials = rows.ofVariant(variant);
    this.end = Places.end(experiment);
    Arrays.stream(trials.diverged(measure.finite(), end)).forEach(diverged::add);
    double[] layers = trials.has(Places.LAYER) ? trials.distinct(Places.LAYER) : new double[] {0};
    for (double layer : layers) {
      Rows own = trials.has(Places.LAYER) ? trials.where(Places.LAYER, layer) : trials;
      SortedMap<Integer, TrialCourse> bySeed = new TreeMap<>();
      for (int seed : own.distinctInts(TableType.SEED)) {
        SortedMap<Double, Double> measured = measured(own.where(TableType.SEED, seed));
        bySeed.put(
            seed,
            diverged.contains(seed)
                ? worst(measured, experiment.distinct(rows.time()))
                : new TrialCourse(measured));
      }
      byLayer.put(layer, bySeed);
    }
  }

  /** The tables that {@link #of} reads for a measure. */
  static List<Class<? extends Row>> tables(Measure measure) {
    return measure == Measure.RANK
        ? List.of(measure.table(), Measure.CORRELATION.table())
        : List.of(measure.table());
  }

  /**
   * The courses of a variant.
   *
   * <p>A network that diverged has the worst value from its second measured epoch on.
   *
   * <p>Winners are chosen at a network's own last epoch. So the ranks of a network that learns
   * nothing hardly change, and look as if its winners had led from the start. A layer whose ρ̄ has
   * not grown therefore counts as having no winners, and its ranks are those of chance throughout.
   *
   * @param tables the tables of {@link #tables}, with all epochs of all variants that the figure
   *     selects
   */
  static VariantCourses of(Measure measure, Tables tables, Variant variant) {
    VariantCourses courses = new VariantCourses(measure, tables.rows(measure.table()), variant);
    if (measure == Measure.RANK) {
      courses.forgetWinners(of(Measure.CORRELATION, tables, variant));
    }
    return courses;
  }

  private void forgetWinners(VariantCourses correlation) {
    byLayer.forEach(
        (layer, bySeed) ->
            bySeed.replaceAll(
                (seed, ranks) -> {
                  TrialCourse own =
                      correlation.byLayer.getOrDefault(layer, new TreeMap<>()).get(seed);
                  boolean learnt = own != null && !diverged.contains(seed) && own.gain() > 0;
                  return learnt ? ranks : constant(ranks.byEpoch(), measure.worst());
                }));
  }

  private SortedMap<Double, Double> measured(Rows trial) {
    SortedMap<Double, Double> measured = new TreeMap<>();
    double[] epochs = trial.values(trial.time());
    double[] values = trial.values(measure.column());
    for (int i = 0; i < epochs.length; i++) {
      measured.put(epochs[i], values[i]);
    }
    return measured;
  }

  private TrialCourse worst(SortedMap<Double, Double> measured, double[] epochs) {
    SortedMap<Double, Double> worst = new TreeMap<>();
    for (double epoch : epochs) {
      worst.put(epoch, measure.worst());
    }
    double start = measured.getOrDefault(worst.firstKey(), Double.NaN);
    if (Double.isFinite(start)) {
      worst.put(worst.firstKey(), start);
    }
    return new TrialCourse(worst);
  }

  private static TrialCourse constant(SortedMap<Double, Double> like, double value) {
    SortedMap<Double, Double> constant = new TreeMap<>(like);
    constant.replaceAll((epoch, unused) -> value);
    return new TrialCourse(constant);
  }

  /** The variant in words. */
  String name() {
    return name;
  }

  /** The last epoch of the variant's experiment. */
  double end() {
    return end;
  }

  /** The measured layers, counted from 0, the lowest. */
  List<Double> layers() {
    return List.copyOf(byLayer.keySet());
  }

  /** A layer in words. */
  String name(double layer) {
    return name + " · " + Places.layer(layer);
  }

  /** One number of each seed's course of a layer. */
  Trials of(double layer, ToDoubleFunction<TrialCourse> summary) {
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    byLayer
        .getOrDefault(layer, new TreeMap<>())
        .forEach((seed, course) -> bySeed.put(seed, summary.applyAsDouble(course)));
    SortedSet<Integer> own = new TreeSet<>(diverged);
    own.retainAll(bySeed.keySet());
    return new Trials(bySeed, own, false);
  }

  /** One number of each seed, as the mean over its layers. */
  Trials overall(ToDoubleFunction<TrialCourse> summary) {
    return byLayer.keySet().stream()
        .map(layer -> of(layer, summary))
        .reduce((one, other) -> one.with(other, Double::sum))
        .map(sum -> sum.map(total -> total / byLayer.size()))
        .orElseGet(() -> new Trials(new TreeMap<>(), new TreeSet<>(), false));
  }
}
