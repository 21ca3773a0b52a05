package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Before the loss drops incoming weights turn rather than grow: in the mean over trials of the
 * logarithm, over all intervals between two snapshots before the drop, weighted by their steps, the
 * change of direction in radians is more than {@code factor} times the change of norm. If {@code
 * relative} is 1, the change of norm as a share of the norm is compared.
 */
record DirectionMovesFirst() implements Predicate {
  @Override
  public String name() {
    return "direction-moves-first";
  }

  @Override
  public String table() {
    return "updates";
  }

  @Override
  public Set<String> columns() {
    return Set.of("in_direction", "in_norm", "in_relative", "from_step", Steps.DROPPED);
  }

  @Override
  public Set<String> options() {
    return Set.of("factor", "relative");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double factor = options.number("factor");
    String norm = options.number("relative") == 1 ? "in_relative" : "in_norm";
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows trial = rows.where("seed", seed).finite("in_direction").finite(norm);
      add(before, ratio(trial.where(Steps.DROPPED, 0), norm));
      add(after, ratio(trial.where(Steps.DROPPED, 1), norm));
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) before.size());
    if (before.isEmpty()) {
      return Verdict.notJudged(
          numbers, "In no trial does an interval between two snapshots end before the loss drops.");
    }
    double ratio = StrictMath.exp(Steps.mean(before));
    numbers.put("direction over norm before the drop", ratio);
    numbers.put("direction over norm after the drop", StrictMath.exp(Steps.mean(after)));
    return Verdict.judged(
        ratio > factor,
        numbers,
        "Before the loss drops the direction of incoming weights changes %s times as much as their norm%s; more than %s times is asked for."
            .formatted(
                Say.measured(ratio),
                norm.equals("in_relative") ? " as a share of itself" : "",
                Say.plain(factor)));
  }

  private static void add(List<Double> logarithms, double ratio) {
    if (ratio > 0 && Double.isFinite(ratio)) {
      logarithms.add(StrictMath.log(ratio));
    }
  }

  /** All turning over all growing. */
  private static double ratio(Rows rows, String norm) {
    double[] to = rows.values("epoch");
    double[] from = rows.values("from_step");
    double[] direction = rows.values("in_direction");
    double[] length = rows.values(norm);
    double turned = 0;
    double grown = 0;
    for (int i = 0; i < to.length; i++) {
      turned += direction[i] * (to[i] - from[i]);
      grown += length[i] * (to[i] - from[i]);
    }
    return turned / grown;
  }
}
