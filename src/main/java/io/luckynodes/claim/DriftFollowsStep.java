package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far ‖w‖² + b² − ‖a‖² drifts is proportional to the size of a step, so that gradient flow
 * conserves it (appendix E): variants that differ in the size of their steps are compared after
 * {@code steps} of them, by which all are at the same time of training. The slope of the logarithm
 * of the drift (as a share of the squares then, in the median over neurons) against that of the
 * step, whose size goes with 1 / {@code steps}, lies within {@code tolerance} of 1 in the mean over
 * trials.
 */
final class DriftFollowsStep {
  static final Predicate PREDICATE =
      Predicate.of("drift-follows-step", NeuronsRow.class, DriftFollowsStep::judge)
          .numbers("steps", "tolerance")
          .variants("of")
          .atAllEpochs();

  private DriftFollowsStep() {}

  private static Verdict judge(Options options, Rows rows) {
    List<Variant> variants = options.variants("of");
    List<Double> steps = options.numbers("steps");
    double tolerance = options.number("tolerance");
    if (steps.size() != variants.size()) {
      throw options.wrong(
          "steps",
          "expected as many numbers as of has variants, "
              + variants.size()
              + ", found "
              + steps.size());
    }
    Map<String, Double> numbers = new TreeMap<>();
    for (int c = 0; c < variants.size(); c++) {
      double after = steps.get(c);
      numbers.put(
          rows.words(variants.get(c)) + " · median drift",
          Trials.of(rows.ofVariant(variants.get(c)), trial -> drift(trial, after)).mean());
    }
    Trials slopes = Trials.of(rows, trial -> slope(trial, variants, steps));
    numbers.put("trials", (double) slopes.count());
    if (slopes.isEmpty()) {
      return Verdict.notJudged(
          numbers, "No trial was measured after these steps in every variant.");
    }
    double mean = slopes.mean();
    numbers.put("slope", mean);
    numbers.put("least slope", slopes.least());
    numbers.put("greatest slope", slopes.greatest());
    return Verdict.judged(
        Math.abs(mean - 1) <= tolerance,
        numbers,
        "The drift goes with the size of a step to the power of %s in the mean over trials; 1 within %s is asked for."
            .formatted(Say.measured(mean), Say.plain(tolerance)));
  }

  /** Median drift after some steps; NaN if it was not measured then, or there is none. */
  private static double drift(Rows trial, double after) {
    double drift = Median.of(NeuronsRow.drift(trial.where("step", 0), trial.where("step", after)));
    return drift > 0 ? drift : Double.NaN;
  }

  /** The slope over all variants; NaN if a trial lacks one of them. */
  private static double slope(Rows trial, List<Variant> variants, List<Double> steps) {
    double[] sizes = new double[variants.size()];
    double[] drifts = new double[variants.size()];
    for (int c = 0; c < sizes.length; c++) {
      sizes[c] = -StrictMath.log(steps.get(c));
      drifts[c] = StrictMath.log(drift(trial.ofVariant(variants.get(c)), steps.get(c)));
    }
    boolean complete = Arrays.stream(drifts).allMatch(Double::isFinite);
    return complete ? LeastSquares.of(sizes, drifts).slope() : Double.NaN;
  }
}
