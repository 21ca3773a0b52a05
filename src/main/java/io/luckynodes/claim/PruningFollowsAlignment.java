package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Poorly aligned neurons lose more weights: at each pruned share of {@code prune_share}, the rank
 * correlation between a neuron's angle to its target at the measured step nearest to {@code step}
 * and how many of its weights are pruned is above {@code correlation}, in the mean over trials.
 */
record PruningFollowsAlignment() implements Predicate {
  private static final String SHARE = "prune_share";

  @Override
  public String name() {
    return "pruning-follows-alignment";
  }

  @Override
  public String table() {
    return "pruning";
  }

  @Override
  public Set<String> columns() {
    return Set.of(SHARE, "angle", "pruned");
  }

  @Override
  public Set<String> options() {
    return Set.of("step", "correlation", SHARE);
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    double step = Steps.nearest(rows, options.number("step"));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    List<String> against = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (double share : options.numbers(SHARE)) {
      Rows cell = rows.where("epoch", step).where(SHARE, share).finite("angle");
      List<Double> found = new ArrayList<>();
      for (double seed : cell.distinct("seed")) {
        Rows trial = cell.where("seed", seed);
        double rho = RankCorrelation.of(trial.values("angle"), trial.values("pruned"));
        if (Double.isFinite(rho)) {
          found.add(rho);
        }
      }
      String words = Say.plain(Math.round(share * 1000) / 10.0) + " %";
      if (found.isEmpty()) {
        open.add(words);
        continue;
      }
      double mean = Steps.mean(found);
      numbers.put(words + " pruned · mean rank correlation", mean);
      if (!(mean > threshold)) {
        against.add(words + " (" + Say.measured(mean) + ")");
      }
    }
    if (against.isEmpty() && !open.isEmpty()) {
      return Verdict.notJudged(numbers, "Nothing was measured at " + Say.list(open) + " pruned.");
    }
    return Verdict.judged(
        against.isEmpty(),
        numbers,
        against.isEmpty()
            ? "At every share, the angle at step %s and the number of pruned weights have a rank correlation above %s."
                .formatted(Say.plain(step), Say.plain(threshold))
            : "The rank correlation of angle at step %s and pruned weights is not above %s with %s pruned."
                .formatted(Say.plain(step), Say.plain(threshold), Say.list(against)));
  }
}
