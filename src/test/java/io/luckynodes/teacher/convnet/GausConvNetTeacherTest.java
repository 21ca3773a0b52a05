package io.luckynodes.teacher.convnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GausConvNetTeacherTest {
  private static final double[] CHOICES = {-0.5, -0.25, 0, 0.25, 0.5};
  private static final ConvNetShape SHAPE =
      new ConvNetShape(8, 8, 1, List.of(6, 5), 7, BatchNorm.NONE);
  private static final Parameters TEACHER = make(1, CHOICES);

  @Test
  void itHasFiltersBiasesAndALinearLayerAndNothingElse() {
    assertThat(TEACHER.all())
        .extracting(Parameter::name)
        .containsExactly(
            "conv1/filter",
            "conv1/bias",
            "conv2/filter",
            "conv2/bias",
            "output/weights",
            "output/bias");
    assertThat(ConvNetShape.of(TEACHER, 8, 8)).isEqualTo(SHAPE);
    assertThat(TEACHER.get("conv2/filter").shape()).containsExactly(3, 3, 6, 5);
    assertThat(TEACHER.get("output/weights").shape()).containsExactly(4 * 4 * 5, 7);
  }

  @Test
  void everyNodesWeightsHaveNormOneAndAreMultiplesOfOneNumberLikeNoOthers() {
    for (Parameter weights : TEACHER.all()) {
      if (weights.name().endsWith("bias")) {
        continue;
      }
      Set<List<Long>> seen = new HashSet<>();
      for (int node = 0; node < nodes(weights); node++) {
        double squares = 0;
        for (double weight : weightsOf(weights, node)) {
          squares += weight * weight;
        }
        assertThat(squares).as("%s node %d", weights.name(), node).isCloseTo(1, within(1e-6));
        List<Long> quarters = quarters(weightsOf(weights, node));
        assertThat(quarters).anyMatch(quarter -> quarter != 0);
        assertThat(seen.add(quarters)).as("%s node %d", weights.name(), node).isTrue();
      }
    }
  }

  @Test
  void biasesAreUniformInTheirRangeAndDividedByTheSameNormAsTheWeights() {
    double least = 1;
    double most = -1;
    for (int seed = 1; seed <= 40; seed++) {
      Parameters teacher = make(seed, CHOICES);
      for (String layer : List.of("conv1/", "conv2/", "output/")) {
        Parameter weights = teacher.get(layer + (layer.startsWith("conv") ? "filter" : "weights"));
        float[] biases = teacher.get(layer + "bias").values();
        for (int node = 0; node < biases.length; node++) {
          double drawn = biases[node] * norm(weightsOf(weights, node));
          assertThat(drawn).isBetween(-0.5001, 0.5001);
          least = Math.min(least, drawn);
          most = Math.max(most, drawn);
        }
      }
    }
    // Of 720 draws the extremes come within a hundredth of the ends but in one case of a thousand.
    assertThat(least).isLessThan(-0.49);
    assertThat(most).isGreaterThan(0.49);
  }

  @Test
  void eachSeedHasATeacherOfItsOwnAndAlwaysTheSame() {
    assertThat(make(1, CHOICES).get("conv1/filter").values())
        .isEqualTo(TEACHER.get("conv1/filter").values());
    assertThat(make(2, CHOICES).get("conv1/filter").values())
        .isNotEqualTo(TEACHER.get("conv1/filter").values());
  }

  @Test
  void tooFewDifferentFiltersAreAFaultOfTheDefinition() {
    assertThatThrownBy(() -> make(1, new double[] {0.5}))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("6 rows of 9 weights");
  }

  private static Parameters make(int seed, double[] choices) {
    return GausConvNetTeacher.make(new Streams("tiny", seed), SHAPE, choices, 0.5);
  }

  private static int nodes(Parameter weights) {
    return weights.dimension(weights.shape().length - 1);
  }

  private static double[] weightsOf(Parameter weights, int node) {
    int nodes = nodes(weights);
    double[] own = new double[weights.values().length / nodes];
    for (int i = 0; i < own.length; i++) {
      own[i] = weights.values()[i * nodes + node];
    }
    return own;
  }

  /** A node's weights as the whole quarters that they were drawn as. */
  private static List<Long> quarters(double[] weights) {
    double norm = norm(weights);
    List<Long> quarters = new ArrayList<>();
    for (double weight : weights) {
      assertThat(weight * norm * 4).isCloseTo(Math.rint(weight * norm * 4), within(1e-5));
      quarters.add(Math.round(weight * norm * 4));
    }
    return quarters;
  }

  /**
   * The norm that a node was divided by: the one by which all its weights become quarters, the
   * largest being a half or, if there is none, a quarter.
   */
  private static double norm(double[] weights) {
    double largest = 0;
    double smallest = Double.MAX_VALUE;
    for (double weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
      smallest = Math.abs(weight) > 1e-9 ? Math.min(smallest, Math.abs(weight)) : smallest;
    }
    // If all are of one size, they may have been all halves or all quarters.
    return (largest > 1.5 * smallest ? 0.5 : 0.25) / largest;
  }
}
