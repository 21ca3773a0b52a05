package io.luckynodes.table;

/**
 * A number that a statement of a paper is about, and the value that the statement predicts for it.
 * The row's epoch is 0.
 *
 * @param law name of the statement
 * @param series the case of the statement, in words
 * @param x a step, an angle, a threshold, or the number of a case
 * @param y the measured number
 * @param predicted the predicted number; NaN if the statement only bounds y
 */
public record LawsRow(String law, String series, double x, double y, double predicted)
    implements Row {
  public static final String LAW = "law";
  public static final String SERIES = "series";

  /**
   * @throws IllegalArgumentException if x or y is not finite, since such a number proves nothing
   */
  public LawsRow {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(law + ", " + series + ": not finite at " + x + ": " + y);
    }
  }
}
