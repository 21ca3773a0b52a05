package io.luckynodes.table;

/**
 * A number that a statement of a paper is about, worked out at epoch 0 of its own count, and what
 * the statement says that it is.
 *
 * @param law which statement, by a name of its own
 * @param series which case of it, in words
 * @param x where: a step, an angle, a threshold, or the number of a case
 * @param y what came out
 * @param predicted what the statement says; NaN if it only bounds y
 */
public record LawsRow(String law, String series, double x, double y, double predicted)
    implements Row {
  public static final String LAW = "law";
  public static final String SERIES = "series";

  /**
   * @throws IllegalArgumentException if x or y is not finite: what cannot be worked out proves
   *     nothing
   */
  public LawsRow {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(law + ", " + series + ": not finite at " + x + ": " + y);
    }
  }
}
