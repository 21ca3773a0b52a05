package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;

/**
 * The distance of the nearest student node from a teacher node, separately for weights and biases
 * (Theorem 5). Both nodes are scaled to ‖w‖ = 1 without the bias [A], and the active side does not
 * count.
 *
 * @param sine sin θ̃ of the angle between the weights
 * @param bias |b − b*|
 * @param alpha the greatest |v_k · v*_j| of the student nodes
 */
public record RoughRecovery(double sine, double bias, double alpha) {
  /** Measures a teacher node by the student node with the least sum of both errors. */
  public static RoughRecovery of(PlaneNetwork teacher, int teacherNode, PlaneNetwork student) {
    double[] target = teacher.lines()[teacherNode];
    double sine = Double.POSITIVE_INFINITY;
    double bias = Double.POSITIVE_INFINITY;
    double alpha = 0;
    for (int k = 0; k < student.nodes(); k++) {
      double[] own = student.lines()[k];
      double[] weights = Directions.unit(weights(own));
      double[] targetWeights = Directions.unit(weights(target));
      double side = Math.signum(Directions.dot(weights, targetWeights));
      double ownSine = Directions.sine(weights, targetWeights);
      double ownBias =
          Math.abs(
              side * own[2] / Directions.norm(weights(own))
                  - target[2] / Directions.norm(weights(target)));
      if (ownSine + ownBias < sine + bias) {
        sine = ownSine;
        bias = ownBias;
      }
      alpha =
          Math.max(
              alpha,
              Math.abs(Directions.dot(student.fanOuts()[k], teacher.fanOuts()[teacherNode])));
    }
    return new RoughRecovery(sine, bias, alpha);
  }

  private static double[] weights(double[] line) {
    return new double[] {line[0], line[1]};
  }
}
