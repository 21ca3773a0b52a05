package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * In the plane, where cells can be listed: at the measured step nearest to {@code step}, at least
 * {@code share} of the neurons that let a sample pass lie in a cell that is stable for the class
 * they point to, in the mean over trials, and more than at the start (theorem 3.6).
 */
record NeuronsSettleInStableCells() implements Predicate {
  @Override
  public String name() {
    return "neurons-settle-in-stable-cells";
  }

  @Override
  public String table() {
    return "plane-neurons";
  }

  @Override
  public Set<String> columns() {
    return Set.of("stable", "has_target");
  }

  @Override
  public Set<String> options() {
    return Set.of("step", "share");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double share = options.number("share");
    double step = Steps.nearest(rows, options.number("step"));
    List<Double> start = new ArrayList<>();
    List<Double> then = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows alive = rows.where("seed", seed).where("has_target", 1);
      Rows now = alive.where("epoch", step);
      if (!now.isEmpty()) {
        start.add(alive.where("epoch", 0).mean("stable"));
        then.add(now.mean("stable"));
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) then.size());
    if (then.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons with a target.");
    }
    double from = Steps.mean(start);
    double to = Steps.mean(then);
    numbers.put("share in stable cells at the start", from);
    numbers.put("share in stable cells", to);
    return Verdict.judged(
        to >= share && to > from,
        numbers,
        "The share of neurons in stable cells goes from %s to %s by step %s, in the mean over trials; at least %s is asked for."
            .formatted(Say.measured(from), Say.measured(to), Say.plain(step), Say.plain(share)));
  }
}
