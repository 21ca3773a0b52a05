package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.GaussLegendre;

/**
 * The product E[d d′ x xᵀ] w′ of two nodes without biases, with gates d and d′, on spherical inputs
 * with E[x xᵀ] = I. It is share · w′ + along · w, where share = E[d d′] = (π − θ) / 2π and along =
 * sin θ (‖w′‖ / ‖w‖) / 2π (Theorem 6, S:234).
 *
 * @param share the share of inputs on which both nodes are active
 * @param along the factor of w
 */
public record GateProduct(double share, double along) {
  private static final GaussLegendre RULE = GaussLegendre.of(64);

  /**
   * The closed form for an angle.
   *
   * @param sine sine of the angle between both weights, 0 or above
   * @param cosine cosine of that angle
   * @param ratio ‖w′‖ / ‖w‖
   */
  public static GateProduct of(double sine, double cosine, double ratio) {
    // The remaining angle π − θ keeps its digits where it is small.
    double share = StrictMath.atan2(sine, -cosine) / (2 * Math.PI);
    return new GateProduct(share, sine * ratio / (2 * Math.PI));
  }

  /** The closed form for two vectors other than 0. */
  public static GateProduct of(double[] w, double[] other) {
    double[] unit = Directions.unit(w);
    double[] otherUnit = Directions.unit(other);
    return of(
        Directions.sine(unit, otherUnit),
        Directions.dot(unit, otherUnit),
        Directions.norm(other) / Directions.norm(w));
  }

  /** The vector E[d d′ x xᵀ] w′, for the two vectors from which this was made. */
  public double[] vector(double[] w, double[] other) {
    double[] vector = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      vector[i] = share * other[i] + along * w[i];
    }
    return vector;
  }

  /**
   * The product by Gauss–Legendre quadrature at 64 points over the inputs' angle, in the plane of
   * both weights. The result has three numbers: the part of E[d d′ x xᵀ] w′ along w, its part
   * orthogonal to w, and E[d d′].
   *
   * @param angle between both weights in radians, from 0 to π
   * @param norm ‖w′‖
   */
  public static double[] integrated(double angle, double norm) {
    // Inputs are r (cos φ, sin φ) with E[r²] = 2; both gates are open from θ − π/2 to π/2.
    double from = angle - Math.PI / 2;
    double to = Math.PI / 2;
    double along =
        RULE.integral(
            phi -> norm * StrictMath.cos(phi - angle) * StrictMath.cos(phi) / Math.PI, from, to);
    double across =
        RULE.integral(
            phi -> norm * StrictMath.cos(phi - angle) * StrictMath.sin(phi) / Math.PI, from, to);
    return new double[] {along, across, RULE.integral(phi -> 1 / (2 * Math.PI), from, to)};
  }
}
