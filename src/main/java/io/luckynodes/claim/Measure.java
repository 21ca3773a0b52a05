package io.luckynodes.claim;

import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.WinnerRanksRow;

/** What is followed over the epochs of training, of a layer or of a whole network. */
enum Measure {
  /** ρ̄. A network that diverged follows no teacher node. */
  CORRELATION(LayersRow.class, "mean_best_correlation", "mean_best_correlation", "ρ̄", 1, 0),

  /** r̄ of the final winners. A network that diverged has none, so that chance stands for them. */
  RANK(WinnerRanksRow.class, "mean_rank", "mean_rank", "r̄", 0, 0.5),

  /** The share of test images that are classified rightly. One of ten classes is a guess. */
  ACCURACY(EvaluationRow.class, "accuracy", "loss", "accuracy", 1, 0.1);

  /** Numbers that lie so near to each other differ by float32's rounding of sums alone. */
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
   * @param worst what a network that diverged has
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

  /** 1 if more is better, −1 if less is. */
  int sign() {
    return best > worst ? 1 : -1;
  }

  /** Whether every seed's number is at the bound, so that nothing can be better. */
  boolean full(Trials trials) {
    return trials.count() > 0
        && trials.bySeed().values().stream().allMatch(value -> Math.abs(value - best) <= ROUNDING);
  }
}
