package io.luckynodes.theory;

import java.util.Arrays;

/**
 * Both sides of Theorem 2 of Luck Matters for the incoming weights of one layer (Eqn 8, with H
 * transposed, as the shapes require). L* W* H*ᵀ − L W Hᵀ should equal the gradient. In networks
 * with biases the constant node is last in every layer but the output.
 *
 * @param lTeacher L* = E[f_k f_k°] over the layer's inputs, [fan-in][teacher's fan-in]
 * @param wTeacher W*, [teacher's fan-in][m]
 * @param hTeacher H* = E[β*] ∘ E[f′ f′*ᵀ], [n][m]; the unit matrix at the output layer
 * @param l L = E[f_k f_k′], [fan-in][fan-in]
 * @param w W, [fan-in][n]
 * @param h H = E[β] ∘ E[f′ f′ᵀ], [n][n]
 * @param gradient −∂J/∂W by back-propagation, E[f_k g_j], [fan-in][nodes]: without a column for the
 *     constant node
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record LayerDynamics(
    double[][] lTeacher,
    double[][] wTeacher,
    double[][] hTeacher,
    double[][] l,
    double[][] w,
    double[][] h,
    double[][] gradient) {
  /** The right side of Eqn 8, of the shape of {@link #gradient}. */
  public double[][] rightSide() {
    double[][] fromTeacher = side(lTeacher, wTeacher, hTeacher);
    double[][] own = side(l, w, h);
    double[][] right = new double[own.length][];
    for (int k = 0; k < own.length; k++) {
      right[k] = Arrays.copyOf(fromTeacher[k], gradient[k].length);
      LayerMatrices.addTo(right[k], -1, own[k]);
    }
    return right;
  }

  /** H*ᵀ without the column of the student's constant node, [m][nodes]. */
  public double[][] hTeacherTransposed() {
    double[][] transposed = new double[hTeacher[0].length][];
    for (int k = 0; k < transposed.length; k++) {
      transposed[k] = Arrays.copyOf(LayerMatrices.column(hTeacher, k), gradient[0].length);
    }
    return transposed;
  }

  private static double[][] side(double[][] l, double[][] w, double[][] h) {
    return LayerMatrices.productTransposed(LayerMatrices.product(l, w), h);
  }

  /** ‖right side − gradient‖ / ‖gradient‖, Frobenius norms. */
  public double error() {
    double[] exact = LayerMatrices.flat(gradient);
    double[] difference = LayerMatrices.flat(rightSide());
    LayerMatrices.addTo(difference, -1, exact);
    return Math.sqrt(LayerMatrices.dot(difference, difference) / LayerMatrices.dot(exact, exact));
  }

  /** Cosine of the angle between right side and gradient, as vectors. */
  public double cosine() {
    return LayerMatrices.cosine(LayerMatrices.flat(rightSide()), LayerMatrices.flat(gradient));
  }
}
