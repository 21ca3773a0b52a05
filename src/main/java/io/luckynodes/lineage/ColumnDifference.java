package io.luckynodes.lineage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two columns of the same rows.
 *
 * @param name name of the column
 * @param rows number of rows that differ
 * @param row index from 0 of the row with the largest difference, or of the first row that cannot
 *     be compared; -1 if no row differs
 * @param absolute largest difference; null if rows cannot be compared, such as different texts, or
 *     a finite and a non-finite number
 * @param relative largest difference as a share of the column's largest number; null like {@code
 *     absolute}
 * @param typical median of the column's differences as a share of the column's largest number; null
 *     like {@code absolute}
 */
public record ColumnDifference(
    String name,
    int rows,
    int row,
    @Nullable Double absolute,
    @Nullable Double relative,
    @Nullable Double typical) {
  /** Compares two columns of equally many numbers. */
  public static ColumnDifference ofNumbers(String name, double[] one, double[] other) {
    double scale = 0;
    int rows = 0;
    int worst = -1;
    int incomparable = -1;
    double[] differences = new double[one.length];
    int finite = 0;
    for (int i = 0; i < one.length; i++) {
      if (Double.compare(one[i], other[i]) != 0 && one[i] != other[i]) {
        rows++;
      }
      if (Double.isFinite(one[i]) && Double.isFinite(other[i])) {
        scale = Math.max(scale, Math.max(Math.abs(one[i]), Math.abs(other[i])));
        double difference = Math.abs(one[i] - other[i]);
        differences[finite++] = difference;
        if (difference > 0 && (worst < 0 || difference > Math.abs(one[worst] - other[worst]))) {
          worst = i;
        }
      } else if (incomparable < 0 && Double.compare(one[i], other[i]) != 0) {
        incomparable = i;
      }
    }
    if (incomparable >= 0) {
      return new ColumnDifference(name, rows, incomparable, null, null, null);
    }
    if (finite == 0 || scale == 0) {
      return new ColumnDifference(name, rows, -1, 0.0, 0.0, 0.0);
    }
    double[] sorted = Arrays.copyOf(differences, finite);
    Arrays.sort(sorted);
    double largest = sorted[finite - 1];
    return new ColumnDifference(
        name, rows, worst, largest, largest / scale, sorted[finite / 2] / scale);
  }

  /** Compares two columns of equally many values that are either equal or not. */
  public static ColumnDifference ofValues(String name, Object[] one, Object[] other) {
    int rows = 0;
    int first = -1;
    for (int i = 0; i < one.length; i++) {
      if (!one[i].equals(other[i])) {
        rows++;
        first = first < 0 ? i : first;
      }
    }
    return rows == 0
        ? new ColumnDifference(name, 0, -1, 0.0, 0.0, 0.0)
        : new ColumnDifference(name, rows, first, null, null, null);
  }

  /** Whether there is a largest difference, which may be 0. */
  public boolean comparable() {
    return relative != null;
  }

  /**
   * Whether the columns count as equal.
   *
   * @param tolerance largest allowed difference, as a share of the column's largest number
   */
  public boolean within(double tolerance) {
    return relative != null && relative <= tolerance;
  }
}
