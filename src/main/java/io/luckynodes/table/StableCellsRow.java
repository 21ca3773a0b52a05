package io.luckynodes.table;

import io.luckynodes.statistics.UnseenKinds;

/**
 * The stable cells that probes find for a class to which neurons point; the step is 0.
 *
 * @param pointsTo the class, 1 or 2
 * @param samples N
 * @param probes number of probes at the start
 * @param estimate number of different cells in which probes end
 * @param alone number of these cells in which a single probe ends
 * @param pairs number of these cells in which two probes end
 * @param fixed number of cells whose target lies within them
 * @param dead number of probes without a target
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
   * The estimated number of stable cells in each row, including cells that no probe has met.
   *
   * @param rows rows of this table
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
