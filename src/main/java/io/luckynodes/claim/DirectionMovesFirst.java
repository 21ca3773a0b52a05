package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.UpdatesRow;
import java.util.Map;
import java.util.TreeMap;

/**
 * Before the loss drops incoming weights turn rather than grow: in the mean over trials of the
 * logarithm, over all intervals between two snapshots before the drop, weighted by their steps, the
 * change of direction in radians is more than {@code factor} times the change of norm. If {@code
 * relative} is 1, the change of norm as a share of the norm is compared.
 */
final class DirectionMovesFirst {
  static final Predicate PREDICATE =
      Predicate.of("direction-moves-first", UpdatesRow.class, DirectionMovesFirst::judge)
          .numbers("factor", "relative")
          .atAllEpochs();

  private DirectionMovesFirst() {}

  private static Verdict judge(Options options, Rows rows) {
    double factor = options.number("factor");
    String norm = options.number("relative") == 1 ? "in_relative" : "in_norm";
    Rows finite = rows.finite("in_direction", norm);
    Trials before = Trials.of(finite, trial -> logarithm(trial.where("dropped", 0), norm));
    Trials after = Trials.of(finite, trial -> logarithm(trial.where("dropped", 1), norm));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) before.count());
    if (before.isEmpty()) {
      return Verdict.notJudged(
          numbers, "In no trial does an interval between two snapshots end before the loss drops.");
    }
    double ratio = StrictMath.exp(before.mean());
    numbers.put("direction over norm before the drop", ratio);
    numbers.put("direction over norm after the drop", StrictMath.exp(after.mean()));
    return Verdict.judged(
        ratio > factor,
        numbers,
        "Before the loss drops the direction of incoming weights changes %s times as much as their norm%s; more than %s times is asked for."
            .formatted(
                Say.measured(ratio),
                norm.equals("in_relative") ? " as a share of itself" : "",
                Say.plain(factor)));
  }

  /** The logarithm of total rotation divided by total change of norm. */
  private static double logarithm(Rows rows, String norm) {
    double[] to = rows.values("step");
    double[] from = rows.values("from_step");
    double[] direction = rows.values("in_direction");
    double[] length = rows.values(norm);
    double turned = 0;
    double grown = 0;
    for (int i = 0; i < to.length; i++) {
      turned += direction[i] * (to[i] - from[i]);
      grown += length[i] * (to[i] - from[i]);
    }
    return StrictMath.log(turned / grown);
  }
}
