package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Neurons that are nearer to their target early in training have a greater norm after it: the rank
 * correlation between a neuron's angle to its target at the measured step nearest to {@code step}
 * and its final norm is below {@code −correlation}, in the mean over trials; over the largest final
 * cluster alone if {@code largest_cluster} is 1.
 */
final class AlignmentPredictsNorm {
  private static final String FINAL = "final_in_norm";

  static final Predicate PREDICATE =
      Predicate.of("alignment-predicts-norm", NeuronsRow.class, AlignmentPredictsNorm::judge)
          .numbers("step", "correlation", "largest_cluster")
          .atAllEpochs();

  private AlignmentPredictsNorm() {}

  private static Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    boolean largest = options.number("largest_cluster") == 1;
    double step = rows.nearest(options.number("step"));
    Rows at = rows.where("step", step);
    Rows finite = (largest ? at.where("final_cluster", 0) : at).finite("angle").finite(FINAL);
    Trials found =
        Trials.of(finite, trial -> RankCorrelation.of(trial.values("angle"), trial.values(FINAL)));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) found.count());
    if (found.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has two neurons that differ.");
    }
    double mean = found.mean();
    numbers.put("mean rank correlation", mean);
    numbers.put("greatest rank correlation", found.greatest());
    numbers.put("neurons per trial", neurons(finite) / found.count());
    return Verdict.judged(
        mean < -threshold,
        numbers,
        "The rank correlation between the angle to the target at step %s and the final norm is %s in the mean over trials; at most %s is asked for."
            .formatted(Say.plain(step), Say.measured(mean), Say.plain(0 - threshold)));
  }

  /** Neurons of the trials in which two of them differ. */
  private static double neurons(Rows finite) {
    return Arrays.stream(finite.distinct("seed"))
        .mapToObj(seed -> finite.where("seed", seed))
        .filter(
            trial ->
                Double.isFinite(RankCorrelation.of(trial.values("angle"), trial.values(FINAL))))
        .mapToInt(Rows::count)
        .sum();
  }
}
