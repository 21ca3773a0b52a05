package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;

/**
 * The simple case of Theorem 7 (S:258, S:262): students w_k that share one residue r = w* − Σ ‖w_i‖
 * w_i and move by ẇ_k = ‖w_k‖ r, the first by ‖w_1‖ (r + δ w*).
 *
 * @param target w*
 * @param delta δ
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one study, never compared by equals
public record SharedResidue(double[] target, double delta) implements Flow.Field {
  @Override
  public double[][] at(double[][] state) {
    double[] residue = target;
    for (double[] w : state) {
      residue = Directions.sum(residue, -Directions.norm(w), w);
    }
    double[][] velocity = new double[state.length][];
    for (int k = 0; k < state.length; k++) {
      double[] own = Directions.sum(residue, k == 0 ? delta : 0, target);
      velocity[k] = Directions.sum(new double[own.length], Directions.norm(state[k]), own);
    }
    return velocity;
  }

  /** ln(‖w_1‖ / ‖w_2‖). */
  public static double logRatio(double[][] state) {
    return StrictMath.log(Directions.norm(state[0]) / Directions.norm(state[1]));
  }
}
