package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Poorly aligned neurons lose more weights: at each pruned share of {@code prune_share}, the rank
 * correlation between a neuron's angle to its target at the measured step nearest to {@code step}
 * and how many of its weights are pruned is above {@code correlation}, in the mean over trials.
 */
final class PruningFollowsAlignment {
  private static final String SHARE = "prune_share";

  static final Predicate PREDICATE =
      Predicate.of("pruning-follows-alignment", PruningRow.class, PruningFollowsAlignment::judge)
          .numbers("step", "correlation", SHARE)
          .axes(SHARE)
          .atAllEpochs();

  private PruningFollowsAlignment() {}

  private static Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    double step = rows.nearest(options.number("step"));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    List<String> against = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (double share : options.numbers(SHARE)) {
      Rows variant = rows.where("step", step).where(SHARE, share).finite("angle");
      Trials found =
          Trials.of(
              variant, trial -> RankCorrelation.of(trial.values("angle"), trial.values("pruned")));
      String words = Say.plain(Math.round(share * 1000) / 10.0) + " %";
      if (found.isEmpty()) {
        open.add(words);
        continue;
      }
      double mean = found.mean();
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
