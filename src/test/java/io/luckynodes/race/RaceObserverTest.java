package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.metrics.race.NextOrder;
import io.luckynodes.metrics.race.ObservedCells;
import io.luckynodes.network.race.RaceObserver;
import io.luckynodes.network.race.RidgeSolver;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.race.Neurons.Neuron;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TensorFlow's sums against those of plain float64. */
class RaceObserverTest {
  private static final int INPUTS = 7;

  private static List<Neuron> neurons() {
    RandomGenerator random = RaceSamples.random(11);
    List<Neuron> neurons = new ArrayList<>();
    for (int j = 0; j < 5; j++) {
      double[] in = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        in[i] = random.nextGaussian();
      }
      neurons.add(
          new Neuron(
              in,
              random.nextGaussian(),
              new double[] {random.nextGaussian(), random.nextGaussian()}));
    }
    return neurons;
  }

  /** More samples than go into one call. */
  private static final Samples SAMPLES = RaceSamples.gaussian(9001, INPUTS, 0.5, 4);

  @Test
  void gatesSumsErrorsAndOutputsAreThoseOfAPlainLoop() {
    List<Neuron> neurons = neurons();
    double[] outputBias = {0.3, -0.2};
    Parameters network = Neurons.network(neurons, outputBias);
    RaceObserver.Seen seen;
    try (RaceObserver observer = new RaceObserver(INPUTS, 1)) {
      seen = observer.observe(SAMPLES.x(), SAMPLES.signs(), network);
    }

    double[][] errors = new double[5][INPUTS + 1];
    for (int s = 0; s < SAMPLES.count(); s++) {
      double[] out = outputBias.clone();
      for (Neuron neuron : neurons) {
        double active = Math.max(0, SAMPLES.product(neuron.in(), s) + neuron.bias());
        out[0] += active * neuron.out()[0];
        out[1] += active * neuron.out()[1];
      }
      assertThat((double) seen.outputs()[2 * s]).isCloseTo(out[0], within(1e-4));
      assertThat((double) seen.outputs()[2 * s + 1]).isCloseTo(out[1], within(1e-4));
      double error = (SAMPLES.signs()[s] == 1 ? 1 : 0) - 1 / (1 + Math.exp(out[1] - out[0]));
      for (int j = 0; j < 5; j++) {
        if (SAMPLES.product(neurons.get(j).in(), s) + neurons.get(j).bias() > 0) {
          for (int i = 0; i < INPUTS; i++) {
            errors[j][i] += error * SAMPLES.x()[s * INPUTS + i];
          }
          errors[j][INPUTS] += error;
        }
      }
    }
    Gating[] gatings = Gating.of(seen.gates(), 5);
    for (int j = 0; j < 5; j++) {
      Gating gating = Gating.of(SAMPLES, neurons.get(j).in(), neurons.get(j).bias());
      assertThat(gatings[j]).isEqualTo(gating);
      double[] sum = Targets.signedSum(SAMPLES, gating);
      for (int i = 0; i < INPUTS; i++) {
        assertThat(seen.signedSums()[j][i]).isCloseTo(sum[i], within(0.01));
      }
      assertThat(seen.errorSums()[j]).containsExactly(errors[j], within(0.01));
    }
  }

  @Test
  void theStableCellsFoundByTensorFlowAreThoseOfPlainFloat64() {
    Samples samples = RaceSamples.gaussian(40, 3, 0.4, 8);
    List<double[]> probes = StableCells.probes(400, 3, RaceSamples.random(9));
    try (RaceObserver observer = new RaceObserver(3, 1)) {
      for (int alignment : new int[] {1, -1}) {
        assertThat(
                StableCells.find(ObservedCells.observer(samples, observer), probes, alignment, 10))
            .isEqualTo(StableCells.find(StableCells.plain(samples), probes, alignment, 10));
      }
    }
  }

  @Test
  void leastSquaresFindsTheFunctionAndTheLeastOneOfManyThatFit() {
    double[] v = {1, -2, 0.5};
    float[] x = RaceSamples.gaussian(10, 3, 1, 5).x();
    float[] y = new float[10];
    for (int s = 0; s < 10; s++) {
      y[s] = (float) (v[0] * x[3 * s] + v[1] * x[3 * s + 1] + v[2] * x[3 * s + 2]);
    }
    try (RidgeSolver squares = new RidgeSolver(x, 3, 1)) {
      int[] all = IntStream.range(0, 10).toArray();
      assertThat(squares.solve(all, y, 1e-9)).containsExactly(v, within(1e-5));
    }
    // One sample in three dimensions: the solution lies along it.
    try (RidgeSolver squares = new RidgeSolver(new float[] {1, 2, 2}, 3, 1)) {
      assertThat(squares.solve(new int[] {0}, new float[] {9}, 1e-6))
          .containsExactly(new double[] {1, 2, 2}, within(1e-5));
    }
  }

  /** At the solution the slope of Σ (x · v − y)² + ridge ‖v‖² is 0: Σ (x · v − y) x = −ridge v. */
  @ParameterizedTest
  @CsvSource({"20, 40", "40, 40", "41, 40"})
  void leastSquaresWithARidgeIsWhereTheSlopeIsZeroHoweverManySamplesThereAre(
      int count, int inputs) {
    Samples samples = RaceSamples.gaussian(count, inputs, 0.6, 3);
    int[] chosen = IntStream.range(0, count).filter(s -> s % 3 != 1).toArray();
    float[] y = new float[chosen.length];
    for (int s = 0; s < y.length; s++) {
      y[s] = samples.signs()[chosen[s]];
    }
    double ridge = 2.5;
    try (RidgeSolver squares = new RidgeSolver(samples.x(), inputs, 1)) {
      double[] v = squares.solve(chosen, y, ridge);
      double[] slope = Vectors.times(v, ridge);
      for (int s = 0; s < y.length; s++) {
        double off = samples.product(v, chosen[s]) - y[s];
        double[] row = samples.row(chosen[s]);
        for (int i = 0; i < inputs; i++) {
          slope[i] += off * row[i];
        }
      }
      assertThat(Vectors.norm(v)).isGreaterThan(0.1);
      assertThat(slope).containsExactly(new double[inputs], within(1e-5));
    }
  }

  /** In the plane the two equations can be written out. */
  @Test
  void theNextOrdersTargetIsTheZerothOrdersTurnedBySecondMoments() {
    Samples samples = RaceSamples.gaussian(30, 2, 0.6, 2);
    Gating gating = Gating.of(samples, new double[] {1, 0.2}, 0);
    double[] sum = Targets.signedSum(samples, gating);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int s : gating.open().stream().toArray()) {
      double x = samples.x()[2 * s];
      double y = samples.x()[2 * s + 1];
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double[] expected = {yy * sum[0] - xy * sum[1], -xy * sum[0] + xx * sum[1]};

    try (RidgeSolver squares = new RidgeSolver(samples.x(), 2, 1)) {
      double[] target = NextOrder.target(samples, gating, 1, 1e-6, squares);
      assertThat(Vectors.degrees(target, expected)).isLessThan(0.01);
      assertThat(Vectors.degrees(target, sum)).isGreaterThan(0.5);
      assertThat(Vectors.degrees(NextOrder.target(samples, gating, -1, 1e-6, squares), expected))
          .isGreaterThan(179.9);
    }
  }
}
