package io.luckynodes.race;

/**
 * Target vectors of cells, to which neurons turn while their network's outputs are near 0.
 *
 * <p>As long as both probabilities are ½, the loss of a sample of class 1 has the gradient −½ (1,
 * −1) at the outputs, and that of a sample of class 2 the opposite. Consider a neuron that points
 * to class 1, that is, whose outgoing weights point along (1, −1). Its incoming weights move along
 * the sum of its effective inputs, with the inputs of class 2 negated. The incoming weights of a
 * neuron that points to class 2 move along the opposite (definition 3.3 of the paper). The outgoing
 * weights of every neuron move along (1, −1) or against it: their target is the antidiagonal
 * (theorem B.1).
 */
public final class Targets {
  private Targets() {}

  /** The sum of a cell's effective inputs, with the inputs of class 2 negated; 0 if none passes. */
  public static double[] signedSum(Samples samples, Gating gating) {
    double[] sum = new double[samples.inputs()];
    for (int s = 0; s < samples.count(); s++) {
      if (gating.passes(s)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += samples.signs()[s] * (double) samples.x()[s * sum.length + i];
        }
      }
    }
    return sum;
  }

  /**
   * The target vector of a cell, of length 1; 0 if no sample passes.
   *
   * @param signedSum the signed sum of the cell
   * @param alignment 1 for neurons that point to class 1, −1 for class 2
   */
  public static double[] target(double[] signedSum, int alignment) {
    return Vectors.times(Vectors.unit(signedSum), alignment);
  }

  /**
   * The class to which a neuron's outgoing weights will turn (theorem B.1): the class with the
   * greater sum of the neuron's activations over its effective samples.
   *
   * @param w incoming weights
   * @param signedSum the signed sum of the neuron's cell
   * @return 1 for class 1, −1 for class 2
   */
  public static int outgoing(double[] w, double[] signedSum) {
    return Vectors.dot(w, signedSum) >= 0 ? 1 : -1;
  }

  /**
   * The angle in degrees between outgoing weights and the antidiagonal (1, −1), or its opposite.
   *
   * @param a outgoing weights to outputs 0 and 1
   * @param alignment 1 for class 1, −1 for class 2
   */
  public static double outgoingDegrees(double[] a, int alignment) {
    return Vectors.degrees(a, new double[] {alignment, -alignment});
  }
}
