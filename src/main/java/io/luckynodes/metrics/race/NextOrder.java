package io.luckynodes.metrics.race;

import io.luckynodes.network.race.RidgeSolver;
import io.luckynodes.race.Gating;
import io.luckynodes.race.Samples;
import io.luckynodes.race.Targets;
import java.util.Arrays;

/**
 * Target vectors to the next order (appendix C.3).
 *
 * <p>Let all outgoing weights lie on the antidiagonal, and let o be the first output. The
 * probability of class 1 is then ½ + o / 2 up to higher orders. A neuron's incoming weights move
 * along Σ (σ − o(x)) x over its effective samples, where σ is 1 for class 1 and −1 for class 2.
 * Within a stable cell o = v · x is linear, and comes to rest where (Σ x xᵀ) v = Σ σ x. This v is
 * the zeroth order's target, turned by the inverse of the second moments: the least squares fit of
 * the labels. A ridge makes it unique where the effective samples do not span the space.
 */
public final class NextOrder {
  private NextOrder() {}

  /**
   * The target vector of a cell, scaled to length 1; 0 if no sample passes.
   *
   * @param alignment 1 for neurons that point to class 1, −1 for class 2
   * @param ridgeShare the ridge as a share of the mean eigenvalue of Σ x xᵀ
   * @param squares the solver of these samples
   */
  public static double[] target(
      Samples samples, Gating gating, int alignment, double ridgeShare, RidgeSolver squares) {
    int inputs = samples.inputs();
    int[] passing = gating.open().stream().toArray();
    float[] labels = new float[passing.length];
    double squaresOfAll = 0;
    for (int s = 0; s < passing.length; s++) {
      labels[s] = samples.signs()[passing[s]];
      for (int i = 0, at = passing[s] * inputs; i < inputs; i++, at++) {
        squaresOfAll += (double) samples.x()[at] * samples.x()[at];
      }
    }
    if (squaresOfAll == 0) {
      return new double[inputs];
    }
    double ridge = ridgeShare * squaresOfAll / inputs;
    return Targets.target(Arrays.copyOf(squares.solve(passing, labels, ridge), inputs), alignment);
  }
}
