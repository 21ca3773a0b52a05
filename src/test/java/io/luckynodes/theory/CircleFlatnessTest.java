package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CircleFlatnessTest {
  private static RandomGenerator random(int seed) {
    return new Streams("flatness-test", seed).stream("matrix", "", Streams.ONCE);
  }

  @Test
  void aNetworkThatDivergedHasNoEigenvalues() {
    CircleNetwork diverged =
        new CircleNetwork(new double[] {0, Double.NaN}, 1, new double[] {1, Double.NaN});
    double[] eigenvalues = CircleFlatness.eigenvalues(new Circle(8, 0), diverged);
    assertThat(eigenvalues).hasSize(2).containsOnly(Double.NaN);
    assertThat(CircleFlatness.flatShare(eigenvalues, 0.1)).isNaN();
  }

  /**
   * One node: E[𝕀 sin²] ‖v‖² = (α − sin α cos α) / 2π · ‖v‖². The function jumps at the ends of
   * the arc by sin² α, so a sum over inputs errs by one of N there, of half that at most at each.
   */
  @Test
  void oneNodesEigenvalueIsInClosedForm() {
    for (double b : new double[] {-0.5, 0, 0.5, 0.766}) {
      double alpha = Math.acos(b);
      double known = (alpha - Math.sin(alpha) * b) / (2 * Math.PI) * 25;
      double error = Math.pow(Math.sin(alpha), 2) / 3600 * 25;
      CircleNetwork node = new CircleNetwork(new double[] {0.7}, 2, new double[] {3, -4});
      assertThat(CircleFlatness.eigenvalues(new Circle(3600, b), node)[0])
          .isCloseTo(known, within(error));
    }
  }

  /** Where labels are fitted, it is the second derivative of the loss; a lost factor would show. */
  @Test
  void curvatureIsTheSecondDerivativeOfTheLossAtTheTeacher() {
    RandomGenerator random = random(1);
    Circle circle = new Circle(180, 0.5);
    double[] fanOut = random.doubles(12, -1, 1).toArray();
    CircleNetwork teacher = new CircleNetwork(new double[] {0.3, 1, 1.1, 4}, 3, fanOut);
    CircleDescent descent = new CircleDescent(circle, teacher);
    double[][] curvature = CircleFlatness.curvature(circle, teacher);
    double h = 1e-6;
    for (int k = 0; k < 4; k++) {
      CircleNetwork above = teacher.copy();
      CircleNetwork below = teacher.copy();
      above.directions()[k] += h;
      below.directions()[k] -= h;
      double[] up = descent.descent(above).directions();
      double[] down = descent.descent(below).directions();
      for (int j = 0; j < 4; j++) {
        assertThat(-(up[j] - down[j]) / (2 * h)).isCloseTo(curvature[j][k], within(1e-8));
      }
    }
    assertThat(curvature[1][2])
        .as("nodes that overlap count together")
        .isNotCloseTo(0, within(1e-3));
    assertThat(curvature[1][3]).as("others do not").isZero();
  }

  @Test
  void flatDirectionsAreThoseOfSmallEigenvalues() {
    assertThat(CircleFlatness.flatShare(new double[] {2, 0.02, 0.019, 0}, 0.01)).isEqualTo(0.5);
    assertThat(CircleFlatness.flatShare(new double[] {Double.NaN}, 0.01)).isNaN();
    CircleNetwork twins = new CircleNetwork(new double[] {1, 1}, 1, new double[] {1, 1});
    double[] values = CircleFlatness.eigenvalues(new Circle(180, 0.5), twins);
    assertThat(CircleFlatness.flatShare(values, 0.01))
        .as("two nodes turned against each other change nothing")
        .isEqualTo(0.5);
  }
}
