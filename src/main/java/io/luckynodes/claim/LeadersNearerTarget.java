package io.luckynodes.claim;

import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.Rows;
import java.util.Map;
import java.util.TreeMap;

/**
 * Leaders of clusters are nearer to one of their two target vectors (appendix C.3): at the measured
 * step nearest to {@code step}, those of the {@code clusters} largest lie more than {@code degrees}
 * nearer to the target of the zeroth order than to that of the next order, or the other way round
 * if {@code next_order} is 1; in the mean over clusters and trials.
 */
final class LeadersNearerTarget {
  static final Predicate PREDICATE =
      Predicate.of("leaders-nearer-target", ClusterTargetsRow.class, LeadersNearerTarget::judge)
          .numbers("step", "clusters", "next_order", "degrees")
          .atAllEpochs();

  private LeadersNearerTarget() {}

  private static Verdict judge(Options options, Rows rows) {
    boolean next = options.number("next_order") == 1;
    double degrees = options.number("degrees");
    double clusters = options.number("clusters");
    double step = rows.nearest(options.number("step"));
    Rows leaders =
        rows.where("step", step)
            .where("cluster", cluster -> cluster < clusters)
            .finite("angle", "next_order_angle");
    Trials zeroth = Trials.of(leaders, trial -> trial.mean("angle"));
    Trials nexts = Trials.of(leaders, trial -> trial.mean("next_order_angle"));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) zeroth.count());
    if (zeroth.isEmpty()) {
      return Verdict.notJudged(numbers, "No cluster's leader has both target vectors.");
    }
    double toZeroth = zeroth.mean();
    double toNext = nexts.mean();
    numbers.put("degrees to the zeroth order's target", toZeroth);
    numbers.put("degrees to the next order's target", toNext);
    return Verdict.judged(
        (next ? toZeroth - toNext : toNext - toZeroth) > degrees,
        numbers,
        "At step %s leaders are %s degrees from the target of the zeroth order and %s from that of the next; %s is to be nearer by more than %s."
            .formatted(
                Say.plain(step),
                Say.measured(toZeroth),
                Say.measured(toNext),
                next ? "the next" : "the zeroth",
                Say.plain(degrees)));
  }
}
