package io.luckynodes.claim;

import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.WinnerRanksRow;

/** Measures of a layer or a whole network that claims follow over the epochs of training. */
enum Measure {
  /**
   * The mean best correlation ρ̄. It is 0 for a network that diverged, which follows no teacher
   * node.
   */
  CORRELATION(LayersRow.class, "mean_best_correlation", "mean_best_correlation", "ρ̄", 1, 0),

  /**
   * The mean rank r̄ of the final winners. A network that diverged has no winners, so it counts
   * with the rank of chance, 0.5.
   */
  RANK(WinnerRanksRow.class, "mean_rank", "mean_rank", "r̄", 0, 0.5),

  /**
   * The share of test images that are classified correctly. A network that diverged counts with a
   * guess of one class in ten, 0.1.
   */
  ACCURACY(EvaluationRow.class, "accuracy", "loss", "accuracy", 1, 0.1);

  /** Greatest difference between two numbers that rounding sums to float32 can explain. */
  private static final double ROUNDING = 1e-6;

  private final Class<? extends Row> table;
  private final String column;
  private final String finite;
  private final String words;
  private final double best;
  private final double worst;

  /**
   * @param finite the column that is not finite in rows of a network that diverged
   * @param best the bound of the measure, beyond which nothing can be better
   * @param worst the value of a network that diverged
   */
  Measure(
      Class<? extends Row> table,
      String column,
      String finite,
      String words,
      double best,
      double worst) {
    this.table = table;
    this.column = column;
    this.finite = finite;
    this.words = words;
    this.best = best;
    this.worst = worst;
  }

  Class<? extends Row> table() {
    return table;
  }

  String column() {
    return column;
  }

  String finite() {
    return finite;
  }

  String words() {
    return words;
  }

  double worst() {
    return worst;
  }

  /** The sign of an improvement: 1 if more is better, −1 if less is better. */
  int sign() {
    return best > worst ? 1 : -1;
  }

  /** Whether every seed's number is at the bound, so that nothing can be better. */
  boolean full(Trials trials) {
    return trials.count() > 0
        && trials.bySeed().values().stream().allMatch(value -> Math.abs(value - best) <= ROUNDING);
  }
}
