package io.luckynodes.theory.region;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;

/** Singular values of small matrices, accurate to about 1e-15 of the greatest. */
public final class SingularValues {
  private SingularValues() {}

  /**
   * The singular values of a matrix in descending order; their number is the shorter side of the
   * matrix.
   */
  public static double[] of(double[][] matrix) {
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getSingularValues();
  }

  /**
   * The least singular value of a matrix that has full column rank if this value is above 0; 0
   * where there are fewer rows than columns.
   *
   * @param rows [rows][columns]
   */
  public static double least(double[][] rows, int columns) {
    return rows.length < columns ? 0 : of(rows)[columns - 1];
  }
}
