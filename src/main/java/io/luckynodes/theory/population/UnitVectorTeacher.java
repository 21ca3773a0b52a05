package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Students x ↦ Σ_i max(0, w_i·x), whose fan-outs are all 1, and their teacher, whose weights are
 * the k unit vectors e_j of k dimensions. Inputs are infinitely many x ~ N(0, I) (Safran and
 * Shamir, arXiv 1712.08968, Eqn 1). The loss and its gradient have closed forms. With the angle θ
 * between two weights, they are
 *
 * <pre>
 *   f(w, v) = ‖w‖ ‖v‖ (sin θ + (π − θ) cos θ) / 2π
 *   g(w, v) = (‖v‖ sin θ · w / ‖w‖ + (π − θ) v) / 2π
 *   F(W)    = ½ E(Σ_i max(0, w_i·x) − Σ_j max(0, x_j))²
 *           = ½ Σ_ij f(w_i, w_j) − Σ_ij f(w_i, e_j) + ½ Σ_ij f(e_i, e_j)
 *   ∂F/∂w_i = Σ_j g(w_i, w_j) − Σ_j g(w_i, e_j)
 * </pre>
 *
 * <p>Weights are arrays [student node][input].
 */
public final class UnitVectorTeacher {
  /** Number of steps between two evaluations of the loss, each of which takes as long as a step. */
  private static final int LOOK = 50;

  /** Step of the central differences for second derivatives. */
  private static final double STEP = 1e-5;

  private final int nodes;

  /**
   * A teacher of k unit vectors.
   *
   * @param nodes k, the number of the teacher's nodes and the dimension of the inputs
   */
  public UnitVectorTeacher(int nodes) {
    this.nodes = nodes;
  }

  /**
   * The end of a gradient descent.
   *
   * @param weights weights of the student
   * @param steps number of steps taken
   * @param finished whether the loss or the gradient became as small as required
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers of one state, never compared by equals
  public record End(double[][] weights, long steps, boolean finished) {}

  /**
   * Runs gradient descent until the loss is small, every node's gradient is small, or a number of
   * steps is reached. As in the released code (GD_code/findMinimum.m:25-29 at 0719662), a student
   * whose gradient grows beyond 10⁴ / 2π begins again with half the step. That code tests the
   * gradient alone. The loss is tested here too, since close to a global minimum that is not
   * isolated the gradient takes very long to fall. The loss of a student that does not diverge
   * falls with each step.
   *
   * @param start weights, which are not changed
   * @param learningRate learning rate, before any halving
   * @param loss loss below which descent ends
   * @param gradient the greatest norm of a node's gradient at which descent ends
   * @param mostSteps number of steps after which descent ends in any case
   */
  public End descend(
      double[][] start, double learningRate, double loss, double gradient, long mostSteps) {
    double[][] weights = copy(start);
    double rate = learningRate;
    double[][] slope = new double[start.length][nodes];
    for (long step = 1; step <= mostSteps; step++) {
      gradient(weights, slope);
      double greatest = 0;
      for (int i = 0; i < weights.length; i++) {
        for (int d = 0; d < nodes; d++) {
          weights[i][d] -= rate * slope[i][d];
        }
        greatest = Math.max(greatest, Directions.norm(slope[i]));
      }
      if (greatest <= gradient || (step % LOOK == 0 && loss(weights) < loss)) {
        return new End(weights, step, true);
      }
      if (greatest > 1e4 / (2 * Math.PI)) {
        weights = copy(start);
        rate /= 2;
      }
    }
    return new End(weights, mostSteps, false);
  }

  /** The loss F(W). */
  public double loss(double[][] weights) {
    double sum = 0;
    for (double[] w : weights) {
      for (double[] other : weights) {
        double cosine =
            cosine(Directions.dot(w, other), Directions.norm(w), Directions.norm(other));
        sum += Directions.norm(w) * Directions.norm(other) * both(cosine) / 2;
      }
      for (int j = 0; j < nodes; j++) {
        double norm = Directions.norm(w);
        sum -= norm * both(cosine(w[j], norm, 1));
      }
    }
    return sum + nodes * (both(1) + (nodes - 1) * both(0)) / 2;
  }

  /** The gradient of F, [student node][input]. */
  public double[][] gradient(double[][] weights) {
    double[][] slope = new double[weights.length][nodes];
    gradient(weights, slope);
    return slope;
  }

  private void gradient(double[][] weights, double[][] slope) {
    double[] norms = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      norms[i] = Directions.norm(weights[i]);
      // Between a node and itself, θ is 0.
      for (int d = 0; d < nodes; d++) {
        slope[i][d] = weights[i][d] / 2;
      }
    }
    for (int i = 0; i < weights.length; i++) {
      double[] w = weights[i];
      // The factor of w_i itself: the sines of its angles to all others.
      double along = 0;
      for (int j = 0; j < nodes; j++) {
        double cosine = cosine(w[j], norms[i], 1);
        along -= sine(cosine);
        slope[i][j] -= left(cosine) / (2 * Math.PI);
      }
      for (int j = 0; j < weights.length; j++) {
        if (j != i) {
          along += norms[j] * sine(cosine(Directions.dot(w, weights[j]), norms[i], norms[j]));
        }
      }
      for (int d = 0; d < nodes; d++) {
        slope[i][d] += along * w[d] / (norms[i] * 2 * Math.PI);
      }
      for (int j = i + 1; j < weights.length; j++) {
        double left =
            left(cosine(Directions.dot(w, weights[j]), norms[i], norms[j])) / (2 * Math.PI);
        for (int d = 0; d < nodes; d++) {
          slope[i][d] += left * weights[j][d];
          slope[j][d] += left * w[d];
        }
      }
    }
  }

  /**
   * The least eigenvalue of the second derivative of F, which is above 0 at an isolated minimum.
   * The second derivative comes from central differences of the gradient and is accurate to about
   * 10⁻⁹.
   */
  public double leastCurvature(double[][] weights) {
    int count = weights.length * nodes;
    double[][] curvature = new double[count][count];
    for (int place = 0; place < count; place++) {
      double[][] more = copy(weights);
      double[][] less = copy(weights);
      more[place / nodes][place % nodes] += STEP;
      less[place / nodes][place % nodes] -= STEP;
      double[][] above = gradient(more);
      double[][] below = gradient(less);
      for (int other = 0; other < count; other++) {
        double slope =
            (above[other / nodes][other % nodes] - below[other / nodes][other % nodes])
                / (2 * STEP);
        curvature[place][other] += slope / 2;
        curvature[other][place] += slope / 2;
      }
    }
    double[] eigenvalues =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(curvature)).getEigenvalues();
    return Arrays.stream(eigenvalues).min().orElseThrow();
  }

  private static double[][] copy(double[][] weights) {
    return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  private static double cosine(double product, double norm, double other) {
    return Math.max(-1, Math.min(1, product / (norm * other)));
  }

  private static double sine(double cosine) {
    return Math.sqrt((1 - cosine) * (1 + cosine));
  }

  /** π − θ. */
  private static double left(double cosine) {
    return StrictMath.acos(-cosine);
  }

  /** The function f for two vectors of norm 1. */
  private static double both(double cosine) {
    return (sine(cosine) + left(cosine) * cosine) / (2 * Math.PI);
  }
}
