package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallNetworkTest {
  /** One input, two hidden nodes, one output, worked out by hand. */
  @Test
  void aSmallNetworkDoesWhatItsFormulasSay() {
    Layer hidden =
        new Layer(
            new double[][] {{2, -1}}, new double[] {-1, 0.5}, new double[] {1, 1}, new double[2]);
    Layer output =
        new Layer(new double[][] {{3}, {-2}}, new double[] {0.25}, new double[] {1}, new double[1]);
    SmallNetwork network =
        new SmallNetwork(
            new Shape(1, List.of(2), 1, true, NormPlacement.NONE, 0), List.of(hidden, output));
    double[][] x = {{2}, {-1}};
    double[][] y = {{10}, {0}};

    // f = (3, 0) and (0, 1.5), so outputs are 9.25 and −2.75, and g at the output 0.75 and 2.75.
    assertThat(network.outputs(x)).isDeepEqualTo(new double[][] {{9.25}, {-2.75}});
    assertThat(network.loss(x, y)).isEqualTo((0.75 * 0.75 + 2.75 * 2.75) / 4);
    List<Back> backs = network.backward(network.forward(x), y);
    assertThat(backs.get(0).linear()).isDeepEqualTo(new double[][] {{2.25, 0}, {0, -5.5}});
    assertThat(backs.get(0).update().weights()).isDeepEqualTo(new double[][] {{2.25, 2.75}});
    assertThat(backs.get(1).update().bias()).containsExactly(1.75);
    assertThat(network.step(backs, 0.1).layers().get(0).weights()[0])
        .containsExactly(2 + 0.1 * 2.25, -1 + 0.1 * 2.75);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0.5",
    "NONE, 0, 0",
    "BEFORE_RELU, 0, 0.5",
    "BEFORE_RELU, 1e-5, 0.5",
    "BEFORE_RELU, 0.5, 0",
    "AFTER_RELU, 0, 0.5",
    "AFTER_RELU, 1e-5, 0.5",
    "AFTER_RELU, 0.5, 0"
  })
  void updatesAreTheNegativeGradientByDifferences(
      NormPlacement placement, double epsilon, double biasRange) {
    SmallNetwork teacher = SmallSamples.teacher(6, List.of(3, 4), 5, biasRange);
    double[][] x = SmallSamples.inputs(16, 6, 1);
    double[][] y = teacher.outputs(x);
    SmallNetwork student = SmallSamples.student(teacher, placement, epsilon, 1);
    // A step away from scales of 1 and offsets of 0.
    student = student.step(student.backward(student.forward(x), y), 0.3);
    List<Back> backs = student.backward(student.forward(x), y);
    List<Layer> byDifferences = Differences.updates(student, x, y, 1e-6);

    double greatest = 0;
    double apart = 0;
    double flipped = 0;
    for (int l = 0; l < 3; l++) {
      double[] all = flat(backs.get(l).update(), biasRange > 0);
      double[] expected = flat(byDifferences.get(l), biasRange > 0);
      greatest = Math.max(greatest, SmallSamples.greatest(expected));
      double[] sum = all.clone();
      LayerMatrices.addTo(sum, 1, expected);
      flipped = Math.max(flipped, SmallSamples.greatest(sum));
      LayerMatrices.addTo(all, -1, expected);
      apart = Math.max(apart, SmallSamples.greatest(all));
    }
    assertThat(apart / greatest).isLessThan(1e-7);
    assertThat(flipped / greatest).as("with the wrong sign").isGreaterThan(1);
  }

  private static double[] flat(Layer layer, boolean biases) {
    return LayerMatrices.flat(layer.weights()).length == 0
        ? new double[0]
        : Arrays.stream(
                new double[][] {
                  LayerMatrices.flat(layer.weights()),
                  biases ? layer.bias() : new double[0],
                  layer.scale(),
                  layer.offset()
                })
            .flatMapToDouble(Arrays::stream)
            .toArray();
  }

  @Test
  void startsAreDrawnAsStated() {
    SmallNetwork teacher = SmallSamples.teacher(20, List.of(10, 15), 10, 0.5);
    for (Layer layer : teacher.layers()) {
      for (int j = 0; j < layer.bias().length; j++) {
        double[] w = layer.incoming(j);
        assertThat(LayerMatrices.dot(w, w)).isCloseTo(1, within(1e-14));
        assertThat(Math.abs(layer.bias()[j])).isLessThanOrEqualTo(0.5);
      }
    }
    SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
    assertThat(student.shape().widths()).containsExactly(20, 30);
    double[] w = LayerMatrices.flat(student.layers().get(1).weights());
    assertThat(SmallSamples.greatest(w)).isBetween(0.99 / Math.sqrt(20), 1 / Math.sqrt(20));
    assertThat(LayerMatrices.dot(w, w) / w.length).isCloseTo(1 / 60.0, within(0.002));
    assertThat(SmallSamples.greatest(student.layers().get(1).bias())).isPositive();
    SmallNetwork without =
        SmallSamples.student(
            SmallSamples.teacher(20, List.of(10, 15), 10, 0), NormPlacement.NONE, 0, 1);
    assertThat(SmallSamples.greatest(without.layers().get(1).bias())).isZero();
  }

  @Test
  void aNetworkWithoutBiasesNeverGetsOne() {
    SmallNetwork teacher = SmallSamples.teacher(6, List.of(4), 3, 0);
    SmallTraining training = new SmallTraining(8, 1, 0.1, 1, 1);
    SmallNetwork trained =
        training.run(
            SmallSamples.student(teacher, NormPlacement.NONE, 0, 1),
            teacher,
            SmallSamples.random("training", 1),
            (step, student, x, y) -> {});
    for (Layer layer : trained.layers()) {
      assertThat(layer.bias()).containsOnly(0);
    }
  }

  @Test
  void aShapeHasNodesInEveryLayer() {
    assertThatThrownBy(() -> new Shape(3, List.of(2, 0), 1, true, NormPlacement.NONE, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NormPlacement.of(3)).isInstanceOf(IllegalArgumentException.class);
    assertThat(NormPlacement.of(1)).isEqualTo(NormPlacement.AFTER_RELU);
    assertThat(NormPlacement.of(2)).isEqualTo(NormPlacement.BEFORE_RELU);
  }
}
