package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leaders of clusters are nearer to one of their two target vectors (appendix C.3): at the measured
 * step nearest to {@code step}, those of the {@code clusters} largest lie more than {@code degrees}
 * nearer to the target of the zeroth order than to that of the next order, or the other way round
 * if {@code next_order} is 1; in the mean over clusters and trials.
 */
record LeadersNearerTarget() implements Predicate {
  @Override
  public String name() {
    return "leaders-nearer-target";
  }

  @Override
  public String table() {
    return "cluster-targets";
  }

  @Override
  public Set<String> columns() {
    return Set.of("cluster", "angle", "next_order_angle");
  }

  @Override
  public Set<String> options() {
    return Set.of("step", "clusters", "next_order", "degrees");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    boolean next = options.number("next_order") == 1;
    double degrees = options.number("degrees");
    double clusters = options.number("clusters");
    double step = Steps.nearest(rows, options.number("step"));
    List<Double> zeroth = new ArrayList<>();
    List<Double> nexts = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows leaders =
          rows.where("seed", seed)
              .where("epoch", step)
              .where("cluster", cluster -> cluster < clusters)
              .finite("angle", "next_order_angle");
      if (!leaders.isEmpty()) {
        zeroth.add(leaders.mean("angle"));
        nexts.add(leaders.mean("next_order_angle"));
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) zeroth.size());
    if (zeroth.isEmpty()) {
      return Verdict.notJudged(numbers, "No cluster's leader has both target vectors.");
    }
    double toZeroth = Steps.mean(zeroth);
    double toNext = Steps.mean(nexts);
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
