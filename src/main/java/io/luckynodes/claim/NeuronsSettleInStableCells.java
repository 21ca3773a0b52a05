package io.luckynodes.claim;

import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.Rows;
import java.util.Map;
import java.util.TreeMap;

/**
 * In the plane, where cells can be listed: at the measured step nearest to {@code step}, at least
 * {@code share} of the neurons that let a sample pass lie in a cell that is stable for the class
 * they point to, in the mean over trials, and more than at the start (theorem 3.6).
 */
final class NeuronsSettleInStableCells {
  static final Predicate PREDICATE =
      Predicate.of(
              "neurons-settle-in-stable-cells",
              PlaneNeuronsRow.class,
              NeuronsSettleInStableCells::judge)
          .numbers("step", "share")
          .atAllEpochs();

  private NeuronsSettleInStableCells() {}

  private static Verdict judge(Options options, Rows rows) {
    double share = options.number("share");
    double step = rows.nearest(options.number("step"));
    Rows alive = rows.where("has_target", 1);
    Trials start = Trials.of(alive.where("step", 0), trial -> trial.mean("stable"));
    Trials then = Trials.of(alive.where("step", step), trial -> trial.mean("stable"));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) then.count());
    if (then.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons with a target.");
    }
    double from = start.mean();
    double to = then.mean();
    numbers.put("share in stable cells at the start", from);
    numbers.put("share in stable cells", to);
    return Verdict.judged(
        to >= share && to > from,
        numbers,
        "The share of neurons in stable cells goes from %s to %s by step %s, in the mean over trials; at least %s is asked for."
            .formatted(Say.measured(from), Say.measured(to), Say.plain(step), Say.plain(share)));
  }
}
