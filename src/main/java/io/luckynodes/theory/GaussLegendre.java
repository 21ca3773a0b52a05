package io.luckynodes.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Gauss–Legendre quadrature: exact for polynomials up to degree 2n − 1.
 *
 * @param nodes n places in (−1, 1), rising
 * @param weights of the places; their sum is 2
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared by equals
public record GaussLegendre(double[] nodes, double[] weights) {
  /**
   * The rule of n places: roots of the Legendre polynomial, by Newton's method.
   *
   * @throws IllegalArgumentException if n is below 1
   */
  public static GaussLegendre of(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("a rule has at least one place, not " + n);
    }
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < (n + 1) / 2; i++) {
      double x = StrictMath.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      // Newton doubles the digits of that start at every step: five are plenty.
      for (int newton = 0; newton < 8; newton++) {
        double before = 1;
        double value = x;
        for (int degree = 2; degree <= n; degree++) {
          double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      nodes[i] = -x;
      nodes[n - 1 - i] = x;
      weights[i] = 2 / ((1 - x * x) * slope * slope);
      weights[n - 1 - i] = weights[i];
    }
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
