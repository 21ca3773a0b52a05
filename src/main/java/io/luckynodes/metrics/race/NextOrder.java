package io.luckynodes.metrics.race;

import io.luckynodes.network.race.RidgeSolver;
import io.luckynodes.race.Gating;
import io.luckynodes.race.Samples;
import io.luckynodes.race.Targets;
import java.util.Arrays;

/**
 * Target vectors to the next order (appendix C.3).
 *
 * <p>With all outgoing weights on the antidiagonal, o being the first output, the probability of
 * class 1 is ½ + o / 2 up to higher orders, and a neuron's incoming weights move along Σ (σ − o(x))
 * x over its effective samples, σ being 1 for class 1 and −1 for class 2. Within a stable cell o =
 * v · x is linear, and rests where (Σ x xᵀ) v = Σ σ x: the zeroth order's target, turned by the
 * inverse of the second moments. That is the least squares fit of the labels; a ridge decides where
 * the effective samples do not span the space.
 */
public final class NextOrder {
  private NextOrder() {}

  /**
   * The target vector of a cell, of length 1; 0 if no sample passes.
   *
   * @param alignment 1 for neurons that point to class 1, −1 for class 2
   * @param ridgeShare the ridge as a share of the mean eigenvalue of Σ x xᵀ
   * @param squares of these samples
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
