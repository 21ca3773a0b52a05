package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Neurons that are nearer to their target early in training have a greater norm after it: the rank
 * correlation between a neuron's angle to its target at the measured step nearest to {@code step}
 * and its final norm is below {@code −correlation}, in the mean over trials; over the largest final
 * cluster alone if {@code largest_cluster} is 1.
 */
record AlignmentPredictsNorm() implements Predicate {
  private static final String FINAL = "final_in_norm";

  @Override
  public String name() {
    return "alignment-predicts-norm";
  }

  @Override
  public String table() {
    return "neurons";
  }

  @Override
  public Set<String> columns() {
    return Set.of("angle", FINAL, "final_cluster");
  }

  @Override
  public Set<String> options() {
    return Set.of("step", "correlation", "largest_cluster");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    boolean largest = options.number("largest_cluster") == 1;
    double step = Steps.nearest(rows, options.number("step"));
    Rows at = rows.where("epoch", step);
    Rows finite = (largest ? at.where("final_cluster", 0) : at).finite("angle").finite(FINAL);
    List<Double> found = new ArrayList<>();
    double neurons = 0;
    for (double seed : rows.distinct("seed")) {
      Rows trial = finite.where("seed", seed);
      double rho = RankCorrelation.of(trial.values("angle"), trial.values(FINAL));
      if (Double.isFinite(rho)) {
        found.add(rho);
        neurons += trial.count();
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) found.size());
    if (found.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has two neurons that differ.");
    }
    double mean = Steps.mean(found);
    numbers.put("mean rank correlation", mean);
    numbers.put("greatest rank correlation", found.stream().mapToDouble(r -> r).max().orElse(mean));
    numbers.put("neurons per trial", neurons / found.size());
    return Verdict.judged(
        mean < -threshold,
        numbers,
        "The rank correlation between the angle to the target at step %s and the final norm is %s in the mean over trials; at most %s is asked for."
            .formatted(Say.plain(step), Say.measured(mean), Say.plain(0 - threshold)));
  }
}
