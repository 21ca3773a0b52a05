package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;
import java.util.Arrays;

/**
 * Singular values by Hestenes' method: pairs of columns are turned, in a fixed order, until all are
 * at right angles; then they are the columns' lengths. Small ones keep their digits, to about 1e-15
 * of the greatest.
 */
public final class SingularValues {
  /** Convergence is quadratic; more than ten sweeps are not seen. */
  private static final int MOST_SWEEPS = 60;

  private static final double UPRIGHT = 1e-15;

  private SingularValues() {}

  /**
   * The singular values in descending order.
   *
   * @param columns [columns][rows] of the matrix; they stay as they are
   */
  public static double[] of(double[][] columns) {
    double[][] a = Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
    boolean turned = true;
    for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < a.length; p++) {
        for (int q = p + 1; q < a.length; q++) {
          turned |= turn(a[p], a[q]);
        }
      }
    }
    double[] lengths = Arrays.stream(a).mapToDouble(Directions::norm).sorted().toArray();
    double[] descending = new double[lengths.length];
    Arrays.setAll(descending, i -> lengths[lengths.length - 1 - i]);
    return descending;
  }

  /**
   * The least singular value, of as many as a matrix of full rank would have above 0; 0 where there
   * are fewer rows than columns.
   *
   * @param rows [rows][columns]
   */
  public static double least(double[][] rows, int columns) {
    if (rows.length < columns) {
      return 0;
    }
    double[][] transposed = new double[columns][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c][r] = rows[r][c];
      }
    }
    return of(transposed)[columns - 1];
  }

  /** Turns two columns in their plane so that they are at right angles; false if they were. */
  private static boolean turn(double[] p, double[] q) {
    double pp = Directions.dot(p, p);
    double qq = Directions.dot(q, q);
    double pq = Directions.dot(p, q);
    if (Math.abs(pq) <= UPRIGHT * Math.sqrt(pp * qq)) {
      return false;
    }
    double cotangent = (qq - pp) / (2 * pq);
    double tangent =
        Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    for (int i = 0; i < p.length; i++) {
      double before = p[i];
      p[i] = cosine * before - sine * q[i];
      q[i] = sine * before + cosine * q[i];
    }
    return true;
  }
}
