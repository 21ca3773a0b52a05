package io.luckynodes.theory;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues of symmetric matrices by Jacobi's method: rotations of two coordinates at a time, in
 * a fixed order, until nothing is left beside the diagonal. Exact to about 1e-15 of the largest.
 */
final class SymmetricEigenvalues {
  /** Convergence is quadratic; more than ten sweeps are not seen. */
  private static final int MOST_SWEEPS = 60;

  private SymmetricEigenvalues() {}

  /**
   * The eigenvalues, the largest first; all NaN if an entry is not finite.
   *
   * @param matrix [n][n], symmetric; it stays as it is
   */
  static double[] of(double[][] matrix) {
    double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    double[] eigenvalues = new double[a.length];
    double size = size(a, false);
    if (!Double.isFinite(size)) {
      Arrays.fill(eigenvalues, Double.NaN);
      return eigenvalues;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && size(a, true) > 1e-17 * size; sweep++) {
      for (int p = 0; p < a.length; p++) {
        for (int q = p + 1; q < a.length; q++) {
          rotate(a, p, q);
        }
      }
    }
    for (int i = 0; i < a.length; i++) {
      eigenvalues[i] = a[i][i];
    }
    return Arrays.stream(eigenvalues)
        .boxed()
        .sorted(Comparator.reverseOrder())
        .mapToDouble(x -> x)
        .toArray();
  }

  private static double size(double[][] a, boolean besideDiagonal) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        squares += besideDiagonal && i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return Math.sqrt(squares);
  }

  /** Turns the coordinates p and q so that their entry becomes 0, by the smaller angle. */
  private static void rotate(double[][] a, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double cotangent = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double sign = cotangent < 0 ? -1 : 1;
    double tangent = sign / (Math.abs(cotangent) + StrictMath.hypot(1, cotangent));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = tangent * cosine;
    a[p][p] -= tangent * a[p][q];
    a[q][q] += tangent * a[p][q];
    a[p][q] = 0;
    a[q][p] = 0;
    for (int k = 0; k < a.length; k++) {
      if (k != p && k != q) {
        double kp = a[k][p];
        double kq = a[k][q];
        a[k][p] = cosine * kp - sine * kq;
        a[k][q] = sine * kp + cosine * kq;
        a[p][k] = a[k][p];
        a[q][k] = a[k][q];
      }
    }
  }
}
