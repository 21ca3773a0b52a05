package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.GaussLegendre;

/**
 * Two nodes without biases on spherical inputs with E[x xᵀ] = I, d and d′ being their gates: E[d d′
 * x xᵀ] w′ = share · w′ + along · w, where share = E[d d′] = (π − θ) / 2π and along = sin θ (‖w′‖ /
 * ‖w‖) / 2π (Theorem 6, S:234).
 *
 * @param share the share of inputs on which both nodes are active
 * @param along by which w is to be multiplied
 */
public record GateProduct(double share, double along) {
  private static final GaussLegendre RULE = GaussLegendre.of(64);

  /**
   * The closed form.
   *
   * @param sine of the angle between both weights, 0 or above
   * @param cosine of it
   * @param ratio ‖w′‖ / ‖w‖
   */
  public static GateProduct of(double sine, double cosine, double ratio) {
    // The angle that is left to π keeps its digits where it is small.
    double share = StrictMath.atan2(sine, -cosine) / (2 * Math.PI);
    return new GateProduct(share, sine * ratio / (2 * Math.PI));
  }

  /** The closed form of two vectors of any lengths but 0. */
  public static GateProduct of(double[] w, double[] other) {
    double[] unit = Directions.unit(w);
    double[] otherUnit = Directions.unit(other);
    return of(
        Directions.sine(unit, otherUnit),
        Directions.dot(unit, otherUnit),
        Directions.norm(other) / Directions.norm(w));
  }

  /** The vector itself, of the two vectors that this was made of. */
  public double[] vector(double[] w, double[] other) {
    double[] vector = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      vector[i] = share * other[i] + along * w[i];
    }
    return vector;
  }

  /**
   * The same by Gauss–Legendre quadrature of 64 places over the inputs' angle, in the plane that
   * both weights span: (E[d d′ x xᵀ] w′ along w, across it, E[d d′]).
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
