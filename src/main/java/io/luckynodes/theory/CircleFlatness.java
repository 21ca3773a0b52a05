package io.luckynodes.theory;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Flatness of a minimum (L23, L40): how much the outputs on the {@link Circle} change when student
 * nodes turn. J_(i,c),j = 𝕀(f_j(x_i) > 0) sin(x_i − φ_j) v_jc is the derivative of output c at
 * input i with respect to φ_j; where labels are fitted, JᵀJ / N is the second derivative of the
 * loss with respect to the directions.
 */
public final class CircleFlatness {
  private CircleFlatness() {}

  /** JᵀJ / N, [n][n]. */
  static double[][] curvature(Circle circle, CircleNetwork network) {
    int n = network.nodes();
    double[][] turns = new double[n][];
    for (int j = 0; j < n; j++) {
      turns[j] = circle.turns(network.directions()[j]);
    }
    double[][] curvature = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int i = 0; i < circle.samples(); i++) {
          sum += turns[j][i] * turns[k][i];
        }
        curvature[j][k] = sum * network.product(j, k) / circle.samples();
        curvature[k][j] = curvature[j][k];
      }
    }
    return curvature;
  }

  /** The eigenvalues of JᵀJ / N, the largest first, [n]; NaN where the network diverged. */
  public static double[] eigenvalues(Circle circle, CircleNetwork network) {
    double[][] curvature = curvature(circle, network);
    if (!Arrays.stream(curvature).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      double[] diverged = new double[curvature.length];
      Arrays.fill(diverged, Double.NaN);
      return diverged;
    }
    return new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(curvature))
        .getEigenvalues();
  }

  /**
   * The share of directions in which the minimum is flat.
   *
   * @param eigenvalues the largest first
   * @param limit an eigenvalue below this share of the largest counts as flat
   * @return NaN where the network diverged
   */
  public static double flatShare(double[] eigenvalues, double limit) {
    double flat =
        Arrays.stream(eigenvalues).filter(value -> value < limit * eigenvalues[0]).count();
    return Double.isNaN(eigenvalues[0]) ? Double.NaN : flat / eigenvalues.length;
  }
}
