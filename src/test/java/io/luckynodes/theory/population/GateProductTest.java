package io.luckynodes.theory.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.Overlap;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GateProductTest {
  @Test
  void theClosedFormIsTheIntegralAtEveryAngle() {
    for (int degrees = 0; degrees <= 180; degrees += 5) {
      double angle = Math.toRadians(degrees);
      double[] w = {0.7, 0};
      double[] other = {1.3 * StrictMath.cos(angle), 1.3 * StrictMath.sin(angle)};
      GateProduct product = GateProduct.of(w, other);
      double[] integrated = GateProduct.integrated(angle, 1.3);
      double[] vector = product.vector(w, other);
      assertThat(vector[0]).isCloseTo(integrated[0], within(1e-15));
      assertThat(vector[1]).isCloseTo(integrated[1], within(1e-15));
      assertThat(product.share()).isCloseTo(integrated[2], within(1e-15));
    }
  }

  @Test
  void withoutTheSineItIsNotTheIntegral() {
    double[] integrated = GateProduct.integrated(1, 1.3);
    assertThat(1.3 * StrictMath.cos(1) * integrated[2] - integrated[0])
        .isNotCloseTo(0, within(0.1));
  }

  /** Another formula of the project, for nodes with a threshold. */
  @Test
  void theProductOfOutputsIsTheOverlapWithoutThreshold() {
    Overlap overlap = new Overlap(0);
    double[] w = {0.6, 0, 0.2};
    double[] other = {-0.3, 1, 0.4};
    double lengths = Directions.norm(w) * Directions.norm(other);
    assertThat(Directions.dot(w, GateProduct.of(w, other).vector(w, other)))
        .isCloseTo(
            lengths * overlap.of(Directions.unit(w), Directions.unit(other)).l(), within(1e-15));
  }

  @Test
  void sphericalSamplesAgreeAndStretchedOnesDoNot() {
    for (InputLaw law : InputLaw.values()) {
      RandomGenerator random = new Streams("gates", 1).stream(law.name(), "", Streams.ONCE);
      double[] w = Directions.random(4, random);
      double[] other = Directions.turned(w, Directions.random(4, random), 1.2);
      double[] predicted = GateProduct.of(w, other).vector(w, other);
      SampledGates sampled = SampledGates.of(w, other, law, 100_000, random);
      double greatest = Arrays.stream(sampled.misses(predicted)).max().orElseThrow();
      if (law.spherical()) {
        assertThat(greatest).as(law.words()).isLessThan(4);
        assertThat(sampled.coefficients(w, other)[0])
            .isCloseTo(GateProduct.of(w, other).along(), within(0.02));
        assertThat(sampled.coefficients(w, other)[1]).isCloseTo(sampled.share(), within(0.02));
      } else {
        assertThat(greatest).as(law.words()).isGreaterThan(20);
      }
    }
  }

  @Test
  void allSphericalLawsHaveTheirSecondMoment() {
    for (InputLaw law : InputLaw.values()) {
      RandomGenerator random = new Streams("moments", 1).stream(law.name(), "", Streams.ONCE);
      double sum = 0;
      for (int i = 0; i < 100_000; i++) {
        double[] x = law.draw(5, random);
        sum += Directions.dot(x, x) / 100_000;
      }
      assertThat(sum).as(law.words()).isCloseTo(law.spherical() ? 5 : 8, within(0.15));
    }
  }

  @Test
  void biasesLeaveTheSpanAndTheirAbsenceWouldNot() {
    RandomGenerator random = new Streams("span", 1).stream("points", "", Streams.ONCE);
    double none = SampledGates.outsideSpan(1.5, 0, 100_000, random);
    double deep = SampledGates.outsideSpan(1.5, -1, 100_000, random);
    assertThat(none).isBetween(0.3, 0.8);
    assertThat(deep).isGreaterThan(none);
  }
}
