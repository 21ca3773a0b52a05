package io.luckynodes.claim;

import io.luckynodes.statistics.Median;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.Map;
import java.util.TreeMap;

/**
 * The targets of cells are where neurons come to rest (lemma 3.4, theorem 3.6): at the measured
 * step nearest to {@code step} the median angle between a neuron and its target is below {@code
 * degrees} and below that at the start, and the targets of at least half of the neurons let the
 * same samples pass as they do, but for a share of {@code difference}. Means over trials are
 * judged.
 */
final class NeuronsReachTargets {
  static final Predicate PREDICATE =
      Predicate.of("neurons-reach-targets", NeuronsRow.class, NeuronsReachTargets::judge)
          .numbers("step", "degrees", "difference")
          .atAllEpochs();

  private NeuronsReachTargets() {}

  private static Verdict judge(Options options, Rows rows) {
    double degrees = options.number("degrees");
    double agreement = 1 - options.number("difference");
    double step = rows.nearest(options.number("step"));
    Rows finite = rows.finite("angle");
    Rows now = finite.where("step", step);
    Trials start = Trials.of(finite.where("step", 0), trial -> Median.of(trial.values("angle")));
    Trials then = Trials.of(now, trial -> Median.of(trial.values("angle")));
    Trials agreeing = Trials.of(now, trial -> Median.of(trial.values("agreement")));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) then.count());
    if (then.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons with a target.");
    }
    double from = start.mean();
    double to = then.mean();
    double alike = agreeing.mean();
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
