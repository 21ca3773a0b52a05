package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Pass;
import java.util.Arrays;

/**
 * BatchNorm's back-propagation on a batch of three inputs, projected for the drawing of Luck
 * Matters, figure 10. The three numbers of a node are a vector; the plane orthogonal to (1, 1, 1)
 * has the basis (1, −1, 0)/√2, (1, 1, −2)/√6. All projected vectors are [2].
 *
 * @param activation f less its mean
 * @param arriving g from above, less its mean
 * @param passedOn σ/c₀ g_f, the scaled gradient that BatchNorm hands back: orthogonal to f if ε = 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record NormProjection(double[] activation, double[] arriving, double[] passedOn) {
  /**
   * Projects a node's vectors.
   *
   * @param f the input of BatchNorm at three samples
   * @param g the gradient that arrives, of three samples
   * @param epsilon ε of BatchNorm
   * @throws IllegalArgumentException if f or g does not have three numbers
   */
  public static NormProjection of(double[] f, double[] g, double epsilon) {
    if (f.length != 3 || g.length != 3) {
      throw new IllegalArgumentException("the plane is that of three inputs");
    }
    NodeNorm norm = NodeNorm.of(f, epsilon);
    return new NormProjection(inPlane(f), inPlane(g), inPlane(norm.backward(g, norm.sigma())));
  }

  /**
   * Projects the vectors of a node of a layer on a batch of three inputs.
   *
   * @throws IllegalArgumentException if the batch does not have three inputs
   */
  public static NormProjection of(SmallNetwork network, int node, Pass pass, Back back) {
    return of(
        LayerMatrices.column(network.normInput(pass), node),
        LayerMatrices.column(back.arriving(), node),
        network.shape().epsilon());
  }

  private static double[] inPlane(double[] v) {
    // The basis is orthogonal to (1, 1, 1), so that the mean falls away. Subtracting it first loses
    // no digits.
    double mean = (v[0] + v[1] + v[2]) / 3;
    double[] centred = Arrays.stream(v).map(value -> value - mean).toArray();
    return new double[] {
      (centred[0] - centred[1]) / Math.sqrt(2),
      (centred[0] + centred[1] - 2 * centred[2]) / Math.sqrt(6)
    };
  }
}
