package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Pass;
import java.util.Arrays;

/**
 * BatchNorm's back-propagation on a batch of three inputs, drawn (Luck Matters, figure 10): three
 * numbers of a node are a vector, and the plane at right angles to (1, 1, 1) has the basis (1, −1,
 * 0)/√2, (1, 1, −2)/√6. All are [2].
 *
 * @param activation f less its mean
 * @param arriving g less its mean, from above
 * @param passedOn σ/c₀ g_f, what BatchNorm hands back: upright on f if ε = 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record NormProjection(double[] activation, double[] arriving, double[] passedOn) {
  /**
   * Projects a node's vectors.
   *
   * @param f what BatchNorm takes, of three samples
   * @param g what arrives, of three samples
   * @param epsilon ε of BatchNorm
   * @throws IllegalArgumentException if there are not three of each
   */
  public static NormProjection of(double[] f, double[] g, double epsilon) {
    if (f.length != 3 || g.length != 3) {
      throw new IllegalArgumentException("the plane is that of three inputs");
    }
    NodeNorm norm = NodeNorm.of(f, epsilon);
    return new NormProjection(inPlane(f), inPlane(g), inPlane(norm.backward(g, norm.sigma())));
  }

  /**
   * Those of a node of a layer on a batch of three inputs.
   *
   * @throws IllegalArgumentException if the batch has not three
   */
  public static NormProjection of(SmallNetwork network, int node, Pass pass, Back back) {
    return of(
        LayerMatrices.column(network.normInput(pass), node),
        LayerMatrices.column(back.arriving(), node),
        network.shape().epsilon());
  }

  private static double[] inPlane(double[] v) {
    // The basis is at right angles to (1, 1, 1), so that a mean falls away; taken off first, it
    // costs no digits.
    double mean = (v[0] + v[1] + v[2]) / 3;
    double[] centred = Arrays.stream(v).map(value -> value - mean).toArray();
    return new double[] {
      (centred[0] - centred[1]) / Math.sqrt(2),
      (centred[0] + centred[1] - 2 * centred[2]) / Math.sqrt(6)
    };
  }
}
