package io.luckynodes.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Gauss–Legendre quadrature: exact for polynomials up to degree 2n − 1.
 *
 * @param nodes n points in (−1, 1), ascending
 * @param weights weights of the points; their sum is 2
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared by equals
public record GaussLegendre(double[] nodes, double[] weights) {
  /** The rule of n points, at least one. */
  public static GaussLegendre of(int n) {
    GaussIntegrator rule = new GaussIntegratorFactory(n).legendre(n);
    double[] nodes = new double[n];
    double[] weights = new double[n];
    Arrays.setAll(nodes, rule::getPoint);
    Arrays.setAll(weights, rule::getWeight);
    return new GaussLegendre(nodes, weights);
  }

  /** The integral of a function over an interval. */
  public double integral(DoubleUnaryOperator f, double from, double to) {
    double half = (to - from) / 2;
    double middle = (from + to) / 2;
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += weights[i] * f.applyAsDouble(middle + half * nodes[i]);
    }
    return half * sum;
  }
}
