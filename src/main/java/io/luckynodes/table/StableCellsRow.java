package io.luckynodes.table;

import io.luckynodes.statistics.UnseenKinds;

/**
 * A class that neurons point to, at step 0: stable cells that probes find.
 *
 * @param pointsTo 1 or 2
 * @param samples N
 * @param probes how many start
 * @param estimate different cells in which probes end
 * @param alone of these cells, those in which one probe ends
 * @param pairs those in which two probes end
 * @param fixed cells whose target lies within them
 * @param dead probes without a target
 * @param cellsLog10 log10 of the upper bound on cells
 */
public record StableCellsRow(
    int pointsTo,
    int samples,
    int probes,
    int estimate,
    int alone,
    int pairs,
    int fixed,
    int dead,
    double cellsLog10)
    implements StepRow {
  /**
   * Stable cells in each row, with those that no probe has met.
   *
   * @param rows of this table
   */
  public static double[] withUnseen(Rows rows) {
    int[] met = rows.ints("estimate");
    int[] once = rows.ints("alone");
    int[] twice = rows.ints("pairs");
    double[] all = new double[met.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = UnseenKinds.chao(met[i], once[i], twice[i]);
    }
    return all;
  }
}
