package io.luckynodes.figure;

import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;

/**
 * The trial of deep students in the plane that is drawn: the first trial whose ε ends below a
 * bound, or else the trial with the least final ε.
 *
 * @param settled whether the trial's ε ends below the bound
 */
record DeepTrial(int seed, double epsilon, boolean settled) {
  private static final double SETTLED = 1e-9;

  static DeepTrial of(Rows laws) {
    Rows ends = laws.where(LawsRow.LAW, "line-angle-course").where(LawsRow.SERIES, "trained");
    DeepTrial best = new DeepTrial(0, Double.POSITIVE_INFINITY, false);
    for (int seed : ends.distinctInts("seed")) {
      double epsilon = ends.where("seed", seed).values("x")[0];
      if (!best.settled && epsilon < best.epsilon) {
        best = new DeepTrial(seed, epsilon, epsilon < SETTLED);
      }
    }
    return best;
  }

  /** A note on how the trial was chosen, for the footer. */
  String note() {
    return "Drawn: seed "
        + seed
        + (settled
            ? ", the first whose ε ends below 10⁻⁹."
            : ", whose ε ends least; none ends below 10⁻⁹.");
  }
}
