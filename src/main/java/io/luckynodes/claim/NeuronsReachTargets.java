package io.luckynodes.claim;

import io.luckynodes.statistics.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The targets of cells are where neurons come to rest (lemma 3.4, theorem 3.6): at the measured
 * step nearest to {@code step} the median angle between a neuron and its target is below {@code
 * degrees} and below that at the start, and the targets of at least half of the neurons let the
 * same samples pass as they do, but for a share of {@code difference}. Means over trials are
 * judged.
 */
record NeuronsReachTargets() implements Predicate {
  @Override
  public String name() {
    return "neurons-reach-targets";
  }

  @Override
  public String table() {
    return "neurons";
  }

  @Override
  public Set<String> columns() {
    return Set.of("angle", "agreement");
  }

  @Override
  public Set<String> options() {
    return Set.of("step", "degrees", "difference");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double degrees = options.number("degrees");
    double agreement = 1 - options.number("difference");
    double step = Steps.nearest(rows, options.number("step"));
    List<Double> start = new ArrayList<>();
    List<Double> then = new ArrayList<>();
    List<Double> agreeing = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows trial = rows.where("seed", seed).finite("angle");
      Rows now = trial.where("epoch", step);
      if (!now.isEmpty()) {
        start.add(Median.of(trial.where("epoch", 0).values("angle")));
        then.add(Median.of(now.values("angle")));
        agreeing.add(Median.of(now.values("agreement")));
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
    double alike = Steps.mean(agreeing);
    numbers.put("median angle at the start", from);
    numbers.put("median angle", to);
    numbers.put("median share of samples that neuron and target treat alike", alike);
    return Verdict.judged(
        to < degrees && to < from && alike >= agreement,
        numbers,
        "The median angle between neuron and target goes from %s to %s degrees by step %s, and the median neuron and its target treat %s of the samples alike; below %s degrees and at least %s are asked for."
            .formatted(
                Say.measured(from),
                Say.measured(to),
                Say.plain(step),
                Say.measured(alike),
                Say.plain(degrees),
                Say.plain(agreement)));
  }
}
