package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.race.Neurons.Neuron;
import org.junit.jupiter.api.Test;

class TargetsTest {
  /** Two samples of each class on the axes of the plane. */
  private static final Samples CROSS =
      new Samples(2, new float[] {3, 0, 0, 1, -2, 0, 0, -1}, new int[] {1, -1, -1, 1});

  @Test
  void aGatingVectorOpensWhereTheNeuronIsAboveZero() {
    Gating right = Gating.of(CROSS, new double[] {1, 0}, 0);

    assertThat(right.open().stream().toArray()).containsExactly(0);
    assertThat(right.passing()).isEqualTo(1);
    assertThat(Gating.of(CROSS, new double[] {1, 0}, 0.5).open().stream().toArray())
        .containsExactly(0, 1, 3);
    assertThat(Gating.of(CROSS, new double[] {1, 0}, -4).passing()).isZero();
  }

  @Test
  void gatesAsTheNetworkGivesThemAreTheSameGatingVectors() {
    float[] gates = {1, 0, 0, 1, 0, 0, 0, 1};

    Gating[] gatings = Gating.of(gates, 2);

    assertThat(gatings[0]).isEqualTo(Gating.of(CROSS, new double[] {1, 0}, 0));
    assertThat(gatings[1].open().stream().toArray()).containsExactly(1, 3);
  }

  @Test
  void theTargetIsTheSumOfEffectiveInputsWithClassTwoTakenNegative() {
    double[] sum = Targets.signedSum(CROSS, Gating.of(CROSS, new double[] {1, 1}, 0));

    // (3, 0) of class 1 and (0, 1) of class 2 pass.
    assertThat(sum).containsExactly(3, -1);
    assertThat(Targets.target(sum, 1))
        .containsExactly(new double[] {3 / Math.sqrt(10), -1 / Math.sqrt(10)}, within(1e-15));
    assertThat(Targets.target(sum, -1))
        .containsExactly(new double[] {-3 / Math.sqrt(10), 1 / Math.sqrt(10)}, within(1e-15));
    assertThat(Targets.outgoing(new double[] {1, 1}, sum)).isEqualTo(1);
    assertThat(Targets.outgoing(new double[] {1, 4}, sum)).isEqualTo(-1);
  }

  @Test
  void outgoingWeightsAreMeasuredAgainstTheAntidiagonal() {
    assertThat(Targets.outgoingDegrees(new double[] {2, -2}, 1)).isZero();
    assertThat(Targets.outgoingDegrees(new double[] {2, -2}, -1)).isEqualTo(180);
    assertThat(Targets.outgoingDegrees(new double[] {5, 0}, 1)).isEqualTo(45, within(1e-12));
  }

  @Test
  void smallAnglesKeepTheirDigits() {
    assertThat(Vectors.degrees(new double[] {1, 1e-9}, new double[] {7, 0}))
        .isEqualTo(Math.toDegrees(1e-9), within(1e-20));
    assertThat(Vectors.degrees(new double[] {0, 0}, new double[] {1, 0})).isNaN();
  }

  /**
   * The gradients of the network's own loss, by finite differences, are those from which the
   * targets and the rates of growth are derived.
   */
  @Test
  void targetsAndRatesAreThoseOfTheGradientAtASmallStart() {
    Samples samples = RaceSamples.gaussian(40, 5, 1, 3);
    Neuron neuron =
        new Neuron(new double[] {2e-5, -1e-5, 3e-5, 1e-5, -2e-5}, 0, new double[] {3e-5, -1e-5});
    double[] sum = Targets.signedSum(samples, Gating.of(samples, neuron.in(), 0));
    double[] gradient = new double[5];
    double delta = 1e-7;
    for (int i = 0; i < 5; i++) {
      double[] more = neuron.in().clone();
      double[] less = neuron.in().clone();
      more[i] += delta;
      less[i] -= delta;
      gradient[i] =
          -(loss(samples, new Neuron(more, 0, neuron.out()))
                  - loss(samples, new Neuron(less, 0, neuron.out())))
              / (2 * delta);
    }

    assertThat(Vectors.degrees(gradient, Targets.target(sum, 1))).isLessThan(0.1);

    // d(‖w‖)/dt = gradient · w / ‖w‖ is to be rate · ‖a‖.
    double[] error = Vectors.times(sum, 0.5 / samples.count());
    double rate = Growth.strength(neuron, error);
    assertThat(Vectors.dot(gradient, Vectors.unit(neuron.in())))
        .isCloseTo(rate * Vectors.norm(neuron.out()), within(1e-3 * Vectors.norm(gradient)));

    double[] outGradient = new double[2];
    for (int k = 0; k < 2; k++) {
      double[] more = neuron.out().clone();
      double[] less = neuron.out().clone();
      more[k] += delta;
      less[k] -= delta;
      outGradient[k] =
          -(loss(samples, new Neuron(neuron.in(), 0, more))
                  - loss(samples, new Neuron(neuron.in(), 0, less)))
              / (2 * delta);
    }
    int turned = Targets.outgoing(neuron.in(), sum);
    assertThat(Targets.outgoingDegrees(outGradient, turned)).isLessThan(0.1);
    assertThat(Vectors.dot(outGradient, Vectors.unit(neuron.out())))
        .isCloseTo(rate * Vectors.norm(neuron.in()), within(1e-3 * Vectors.norm(outGradient)));
  }

  /** Mean cross-entropy of a network of one neuron. */
  private static double loss(Samples samples, Neuron neuron) {
    double sum = 0;
    for (int s = 0; s < samples.count(); s++) {
      double active = Math.max(0, samples.product(neuron.in(), s) + neuron.bias());
      double difference = active * (neuron.out()[1] - neuron.out()[0]) * samples.signs()[s];
      sum += Math.log1p(Math.exp(difference));
    }
    return sum / samples.count();
  }

  @Test
  void samplesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Samples(2, new float[3], new int[2]))
        .hasMessage("3 numbers are not 2 samples of 2");
    assertThatThrownBy(() -> new Samples(1, new float[1], new int[] {0}))
        .hasMessage("a sample's sign is 1 or -1");
  }
}
