package io.luckynodes.theory.region;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;

/** Singular values, to about 1e-15 of the greatest. */
public final class SingularValues {
  private SingularValues() {}

  /** The singular values of a matrix in descending order, as many as its shorter side is long. */
  public static double[] of(double[][] matrix) {
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getSingularValues();
  }

  /**
   * The least singular value, of as many as a matrix of full rank would have above 0; 0 where there
   * are fewer rows than columns.
   *
   * @param rows [rows][columns]
   */
  public static double least(double[][] rows, int columns) {
    return rows.length < columns ? 0 : of(rows)[columns - 1];
  }
}
