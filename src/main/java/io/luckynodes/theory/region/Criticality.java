package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;
import java.util.Arrays;

/**
 * Distance of a student from a critical point of gradient descent and from one of SGD (Definition
 * 1).
 *
 * @param loss the mean of ½ ‖f* − f‖² over points
 * @param epsilon ε = max |g₁| over points and student nodes, which Theorem 5 bounds
 * @param whole norm of the gradient of the mean loss over points, with respect to all parameters
 * @param ofOne the greatest norm of a single point's gradient
 * @param lowerEntries the norm of ∂W₁ from its entries, at the point with the greatest ‖g₁‖
 * @param lowerProduct ‖x̃‖ ‖g₁‖ at that point, which equals the norm (Theorem 1)
 * @param upperEntries the norm of ∂W₂ from its entries, at the point with the greatest ‖g₂‖
 * @param upperProduct ‖f₁‖ ‖g₂‖ at that point
 */
public record Criticality(
    double loss,
    double epsilon,
    double whole,
    double ofOne,
    double lowerEntries,
    double lowerProduct,
    double upperEntries,
    double upperProduct) {
  /**
   * Measures a student.
   *
   * @param points [points][2]
   */
  public static Criticality of(PlaneNetwork teacher, PlaneNetwork student, double[][] points) {
    double loss = 0;
    double epsilon = 0;
    double ofOne = 0;
    double[] lower = {-1, 0, 0};
    double[] upper = {-1, 0, 0};
    double[] sum = new double[student.nodes() * (3 + student.outputs())];
    for (double[] x : points) {
      double[] bias = {x[0], x[1], 1};
      double[] f = student.activations(x);
      double[] r = Directions.sum(teacher.outputs(x), -1, student.outputs(x));
      double[] g = sent(student, f, r);
      double[] lowerGradient = outer(g, bias);
      double[] upperGradient = outer(f, r);
      loss += Directions.dot(r, r) / 2;
      epsilon = Math.max(epsilon, Arrays.stream(g).map(Math::abs).max().orElseThrow());
      for (int p = 0; p < sum.length; p++) {
        int rest = p - lowerGradient.length;
        sum[p] += rest < 0 ? lowerGradient[p] : upperGradient[rest];
      }
      double lowerNorm = Directions.norm(lowerGradient);
      double upperNorm = Directions.norm(upperGradient);
      ofOne = Math.max(ofOne, StrictMath.hypot(lowerNorm, upperNorm));
      lower = greater(lower, Directions.norm(g), lowerNorm, Directions.norm(bias));
      upper = greater(upper, Directions.norm(r), upperNorm, Directions.norm(f));
    }
    return new Criticality(
        loss / points.length,
        epsilon,
        Directions.norm(sum) / points.length,
        ofOne,
        lower[1],
        lower[2],
        upper[1],
        upper[2]);
  }

  /** g₁ = D₁ V₁ᵀ r (Eqn 5). */
  private static double[] sent(PlaneNetwork student, double[] f, double[] r) {
    double[] g = new double[f.length];
    for (int k = 0; k < g.length; k++) {
      g[k] = f[k] > 0 ? Directions.dot(student.fanOuts()[k], r) : 0;
    }
    return g;
  }

  private static double[] greater(double[] before, double g, double entries, double below) {
    return g > before[0] ? new double[] {g, entries, g * below} : before;
  }

  private static double[] outer(double[] a, double[] b) {
    double[] outer = new double[a.length * b.length];
    for (int i = 0; i < outer.length; i++) {
      outer[i] = a[i / b.length] * b[i % b.length];
    }
    return outer;
  }
}
