package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private static final double[] THRESHOLDS = {0, 0.5, 1, 1.5, 2, 3};
  private static final double[] ANGLES = {0, 1e-3, 0.2, 0.9, Math.PI / 2, 2.4, 3};

  @Test
  void theRuleIsExactForPolynomialsAndItsWeightsAddUp() {
    GaussLegendre rule = GaussLegendre.of(64);
    assertThat(Arrays.stream(rule.weights()).sum()).isCloseTo(2, within(1e-14));
    assertThat(rule.nodes()).isSorted();
    assertThat(GaussLegendre.of(5).integral(x -> StrictMath.pow(x, 8), -1, 2))
        .isCloseTo((512 + 1) / 9.0, within(1e-12));
    assertThat(GaussLegendre.of(1).integral(x -> 2 * x, 1, 3)).isCloseTo(8, within(1e-14));
  }

  @Test
  void withoutAThresholdTheOverlapsAreThoseOfTheArcCosineKernel() {
    Overlap overlap = new Overlap(0);
    for (double angle : ANGLES) {
      assertThat(overlap.d(angle))
          .isCloseTo((Math.PI - angle) / (2 * Math.PI), withinPercentage(1e-11));
      assertThat(overlap.l(angle))
          .isCloseTo(
              (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / (2 * Math.PI),
              within(1e-15));
    }
    // The closed form is the limit of the quadrature.
    assertThat(new Overlap(1e-9).l(0.9)).isCloseTo(overlap.l(0.9), within(1e-9));
    assertThat(new Overlap(1e-9).d(0.9)).isCloseTo(overlap.d(0.9), within(1e-9));
  }

  /** Ordinary quadrature of the definition, over the first node's input and the tail of another. */
  @Test
  void aNodesOwnOverlapsAreMomentsOfTheTail() {
    GaussLegendre rule = GaussLegendre.of(100);
    for (double a : THRESHOLDS) {
      Overlap overlap = new Overlap(a);
      assertThat(overlap.same().d())
          .isCloseTo(rule.integral(OverlapTest::density, a, a + 9), withinPercentage(1e-9));
      assertThat(overlap.same().l())
          .isCloseTo(
              rule.integral(x -> (x - a) * (x - a) * density(x), a, a + 9), withinPercentage(1e-9));
    }
  }

  /** By 20,000 Simpson steps of the same integrals: 64 places lose nothing. */
  @Test
  void sixtyFourPlacesAreEnough() {
    for (double a : new double[] {0.01, 0.03, 0.1, 0.3, 0.5, 1, 2, 3, 4}) {
      double tolerance = a < 0.5 ? 1e-4 : 1e-11;
      Overlap.Values same = new Overlap(a).same();
      for (double angle : ANGLES) {
        Overlap.Values values = new Overlap(a).at(Math.sin(angle), Math.cos(angle));
        int steps = 20_000;
        double h = (Math.PI - angle) / steps;
        double d = 0;
        double l = 0;
        for (int i = 0; i < steps; i++) {
          double weight = i == 0 ? 1 : i % 2 == 1 ? 4 : 2;
          double u = angle + i * h;
          double half = Math.sin((Math.PI - u) / 2);
          double density = weight * Math.exp(-a * a / (2 * half * half));
          d += density;
          l += density * 2 * Math.sin((u - angle) / 2) * Math.sin((u + angle) / 2);
        }
        assertThat(values.d()).isCloseTo(d * h / 3 / (2 * Math.PI), within(tolerance * same.d()));
        assertThat(values.l()).isCloseTo(l * h / 3 / (2 * Math.PI), within(tolerance * same.l()));
      }
    }
  }

  /** Of 400,000 inputs: five standard errors are left, less than a sign or a factor would make. */
  @Test
  void theOverlapsAreExpectationsOverGaussianInputs() {
    RandomGenerator random = new Streams("overlap", 1).stream("inputs", "", Streams.ONCE);
    int inputs = 400_000;
    double angle = 0.8;
    double[] both = new double[3];
    double[] product = new double[3];
    double[] squared = new double[3];
    double[] thresholds = {0, 0.5, 1.5};
    for (int n = 0; n < inputs; n++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      for (int t = 0; t < 3; t++) {
        double one = Math.max(0, x - thresholds[t]);
        double other = Math.max(0, x * Math.cos(angle) + y * Math.sin(angle) - thresholds[t]);
        both[t] += one > 0 && other > 0 ? 1 : 0;
        product[t] += one * other;
        squared[t] += one * other * one * other;
      }
    }
    for (int t = 0; t < 3; t++) {
      Overlap overlap = new Overlap(thresholds[t]);
      double d = overlap.d(angle);
      assertThat(both[t] / inputs).isCloseTo(d, within(5 * Math.sqrt(d * (1 - d) / inputs)));
      double mean = product[t] / inputs;
      double error = Math.sqrt((squared[t] / inputs - mean * mean) / inputs);
      assertThat(mean).isCloseTo(overlap.l(angle), within(5 * error));
      // A threshold of the other sign is seen by this test.
      double wrong = 1 - 2 * overlap.same().d() + d;
      assertThat(thresholds[t] == 0 || Math.abs(both[t] / inputs - wrong) > 0.1).isTrue();
    }
  }

  @Test
  void theFallsAreDerivatives() {
    double h = 1e-5;
    for (double a : THRESHOLDS) {
      Overlap overlap = new Overlap(a);
      for (double angle : new double[] {0.01, 0.2, 0.9, 1.8, 2.4}) {
        assertThat(overlap.fallOfD(angle))
            .isCloseTo(
                -(overlap.d(angle + h) - overlap.d(angle - h)) / (2 * h) / overlap.d(angle),
                withinPercentage(1e-4));
        assertThat(overlap.fallOfL(angle))
            .isCloseTo(
                -(overlap.l(angle + h) - overlap.l(angle - h)) / (2 * h) / overlap.l(angle),
                withinPercentage(1e-4));
      }
    }
  }

  @Test
  void theLipschitzConstantIsAboveEveryLocalFallAndAboveEveryPairOfAngles() {
    RandomGenerator random = new Streams("overlap", 2).stream("angles", "", Streams.ONCE);
    for (double a : new double[] {0, 1, 2}) {
      Overlap overlap = new Overlap(a);
      double ofD = overlap.lipschitzOfD(1.5, 0.3);
      double ofL = overlap.lipschitz(0.3).ofL(1.5);
      assertThat(ofD).isBetween(overlap.fallOfD(1.5), 3 * overlap.fallOfD(1.5));
      assertThat(ofL).isBetween(overlap.fallOfL(1.5), 3 * overlap.fallOfL(1.5));
      assertThat(overlap.lipschitz(0.3).ofD(1.5)).isCloseTo(ofD, withinPercentage(3));
      for (int pair = 0; pair < 200; pair++) {
        double one = 1.2 * random.nextDouble();
        double apart = 0.3 * random.nextDouble();
        double chord = 2 * Math.sin(apart / 2);
        double least = overlap.d(one + apart);
        assertThat(overlap.d(one) - least).isLessThanOrEqualTo(1.001 * ofD * least * chord);
      }
    }
    assertThat(new Overlap(1).lipschitzOfD(4, 0.1)).isInfinite();
  }

  @Test
  void directionsOfWeightsGiveTheSameAsTheirAngle() {
    Overlap overlap = new Overlap(0.7);
    double[] w = {0.6, 0.8, 0};
    double[] turned = Directions.turned(w, new double[] {0.3, -0.2, 1}, 1e-9);
    assertThat(Directions.angle(w, turned)).isCloseTo(1e-9, within(1e-15));
    assertThat(Directions.norm(turned)).isCloseTo(1, within(1e-15));
    double[] far = Directions.turned(w, turned, 2.5);
    assertThat(overlap.of(w, far).d()).isCloseTo(overlap.d(2.5), withinPercentage(1e-11));
    assertThat(overlap.of(w, w).l()).isCloseTo(overlap.same().l(), withinPercentage(1e-11));
  }

  @Test
  void orthogonalDirectionsAreAtRightAngles() {
    RandomGenerator random = new Streams("overlap", 3).stream("rows", "", Streams.ONCE);
    double[][] rows = Directions.orthogonal(9, 10, random);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        assertThat(Directions.dot(rows[i], rows[j])).isCloseTo(i == j ? 1 : 0, within(1e-15));
      }
    }
    assertThatThrownBy(() -> Directions.orthogonal(3, 2, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Overlap(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
