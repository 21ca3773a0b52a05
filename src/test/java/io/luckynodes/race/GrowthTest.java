package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.race.Neurons.Neuron;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void aSmallRateIsLearningRateTimesStrengthOverOneLessMomentum() {
    assertThat(Growth.perStep(2, 1e-6, 0.9)).isCloseTo(2e-5, within(1e-8));
    assertThat(Growth.perStep(-2, 1e-6, 0.9)).isCloseTo(-2e-5, within(1e-8));
    assertThat(Growth.perStep(1, 1e-3, 0)).isCloseTo(Math.log(1.001), within(1e-15));
    assertThat(Growth.perStep(0, 1e-3, 0.9)).isZero();
  }

  @Test
  void momentumsRateIsThatOfItsOwnRecursion() {
    double value = 1;
    double velocity = 0;
    double before = 0;
    for (int step = 0; step < 400; step++) {
      before = value;
      velocity = 0.9 * velocity + 0.7 * value;
      value += 0.01 * velocity;
    }

    assertThat(Growth.perStep(0.7, 0.01, 0.9)).isCloseTo(Math.log(value / before), within(1e-12));
  }

  /** Gradient flow of one neuron in a fixed cell, in small steps. */
  @Test
  void theSumOfNormsGrowsAtTheRateAndTheSquaresKeepTheirDifference() {
    double[] error = {0.3, -0.4};
    Neuron neuron = new Neuron(new double[] {0.03, -0.01}, 0, new double[] {0.001, -0.004});
    double conserved = neuron.conserved();
    double dt = 1e-4;
    for (int step = 0; step < 40_000; step++) {
      double rate = Growth.strength(neuron, error);
      Neuron next = flow(neuron, error, dt);
      assertThat((Growth.logSum(next) - Growth.logSum(neuron)) / dt).isCloseTo(rate, within(1e-3));
      neuron = next;
    }
    assertThat(neuron.conserved()).isCloseTo(conserved, within(1e-3 * Math.abs(conserved)));

    // By now ‖w‖ and ‖a‖ are near each other and aligned: the product grows at 2 √2 ‖R‖.
    Neuron later = neuron;
    for (int step = 0; step < 1000; step++) {
      later = flow(later, error, dt);
    }
    assertThat((Growth.logProduct(later) - Growth.logProduct(neuron)) / (1000 * dt))
        .isCloseTo(2 * Math.sqrt(2) * 0.5, within(0.03));
  }

  private static Neuron flow(Neuron neuron, double[] error, double dt) {
    double across = neuron.out()[0] - neuron.out()[1];
    double along = Vectors.dot(neuron.in(), error);
    double[] in = neuron.in().clone();
    for (int i = 0; i < in.length; i++) {
      in[i] += dt * across * error[i];
    }
    return new Neuron(
        in, 0, new double[] {neuron.out()[0] + dt * along, neuron.out()[1] - dt * along});
  }
}
