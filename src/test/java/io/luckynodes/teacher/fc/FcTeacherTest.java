package io.luckynodes.teacher.fc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FcTeacherTest {
  private static final double[] CHOICES = {-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1};
  private static final FcShape SHAPE = new FcShape(6, List.of(8, 9, 7), 5);
  private static final int SAMPLES = 400;
  private static final float[] X =
      GaussianInputs.draw(new Streams("tiny", 1).stream("x", "", Streams.ONCE), SAMPLES, 6, 10);
  private static final Parameters TEACHER =
      FcTeacher.halfActive(new Streams("tiny", 1), SHAPE, CHOICES, X);

  @Test
  void everyHiddenNodeIsActiveOnHalfOfTheSamples() {
    double[][] below = inputs();
    for (int layer = 0; layer < 3; layer++) {
      double[][] above = linear(below, layer);
      for (int j = 0; j < SHAPE.size(layer); j++) {
        int active = 0;
        for (double[] sample : above) {
          active += sample[j] > 0 ? 1 : 0;
          sample[j] = Math.max(0, sample[j]);
        }
        assertThat(active).as("layer %d node %d", layer, j).isEqualTo(SAMPLES / 2);
      }
      below = above;
    }
  }

  @Test
  void everyOutputHasMeanZeroAndDeviationOne() {
    double[][] below = inputs();
    for (int layer = 0; layer < 3; layer++) {
      below = linear(below, layer);
      for (double[] sample : below) {
        for (int j = 0; j < sample.length; j++) {
          sample[j] = Math.max(0, sample[j]);
        }
      }
    }
    double[][] y = linear(below, 3);
    for (int k = 0; k < 5; k++) {
      double sum = 0;
      double squares = 0;
      for (double[] sample : y) {
        sum += sample[k];
        squares += sample[k] * sample[k];
      }
      assertThat(sum / SAMPLES).isCloseTo(0, within(1e-5));
      assertThat(squares / (SAMPLES - 1)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void everyHiddenNodesWeightsHaveNormOneAndAreMultiplesOfAQuarterLikeNoOthers() {
    for (int layer = 0; layer <= 3; layer++) {
      Set<List<Long>> seen = new HashSet<>();
      Parameter weights = TEACHER.get(SHAPE.weights(layer));
      for (int j = 0; j < SHAPE.size(layer); j++) {
        double squares = 0;
        for (int i = 0; i < SHAPE.fanIn(layer); i++) {
          squares += Math.pow(weight(weights, i, j), 2);
        }
        if (layer < 3) {
          assertThat(squares).isCloseTo(1, within(1e-6));
        }
        assertThat(seen.add(quarters(weights, j))).as("layer %d node %d", layer, j).isTrue();
      }
    }
  }

  @Test
  void eachSeedHasATeacherOfItsOwnAndAlwaysTheSame() {
    assertThat(bottom(FcTeacher.halfActive(new Streams("tiny", 1), SHAPE, CHOICES, X)))
        .isEqualTo(bottom(TEACHER));
    assertThat(bottom(FcTeacher.halfActive(new Streams("tiny", 2), SHAPE, CHOICES, X)))
        .isNotEqualTo(bottom(TEACHER));
  }

  @Test
  void uniformBiasesAreDividedWithTheirRow() {
    Parameters teacher = FcTeacher.uniform(new Streams("tiny", 1), SHAPE, CHOICES, 0.5);
    double most = 0;
    for (int layer = 0; layer <= SHAPE.layers(); layer++) {
      float[] weights = teacher.get(SHAPE.weights(layer)).values();
      float[] biases = teacher.get(SHAPE.bias(layer)).values();
      int out = SHAPE.size(layer);
      for (int j = 0; j < out; j++) {
        double squares = 0;
        double smallest = Double.MAX_VALUE;
        for (int i = 0; i < SHAPE.fanIn(layer); i++) {
          double weight = Math.abs(weights[i * out + j]);
          squares += weight * weight;
          smallest = weight > 0 ? Math.min(smallest, weight) : smallest;
        }
        assertThat(squares).isBetween(1 - 1e-6, 1 + 1e-6);
        // The row was drawn from the choices: its norm is a choice by what that has become.
        assertThat(Math.abs(biases[j])).isPositive().isLessThan((float) (0.5 * smallest / 0.25));
        most = Math.max(most, Math.abs(biases[j]));
      }
    }
    assertThat(most).isGreaterThan(0.1);
  }

  @Test
  void outputsThatDoNotVaryAreAFaultOfTheDefinition() {
    assertThatThrownBy(
            () -> FcTeacher.halfActive(new Streams("tiny", 1), SHAPE, CHOICES, new float[6 * 10]))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("output 1 of the teacher is the same");
  }

  /** A node's weights as the whole quarters that they were drawn as, times any factor. */
  private static List<Long> quarters(Parameter weights, int node) {
    // Its largest weight was 1/4, 2/4, 3/4 or 4/4: the one that makes all of them whole.
    double largest = 0;
    for (int i = 0; i < weights.dimension(0); i++) {
      largest = Math.max(largest, Math.abs(weight(weights, i, node)));
    }
    for (int quarters = 1; quarters <= 4; quarters++) {
      List<Long> whole = new ArrayList<>();
      double off = 0;
      for (int i = 0; i < weights.dimension(0); i++) {
        double value = weight(weights, i, node) / largest * quarters;
        whole.add(Math.round(value));
        off = Math.max(off, Math.abs(value - Math.rint(value)));
      }
      if (off < 1e-5) {
        return whole;
      }
    }
    throw new AssertionError("node " + node + " of " + weights.name() + " is none of the choices");
  }

  private static double weight(Parameter weights, int from, int to) {
    return weights.values()[from * weights.dimension(1) + to];
  }

  private static float[] bottom(Parameters teacher) {
    return teacher.get(SHAPE.weights(0)).values();
  }

  private static double[][] inputs() {
    double[][] rows = new double[SAMPLES][6];
    for (int i = 0; i < X.length; i++) {
      rows[i / 6][i % 6] = X[i];
    }
    return rows;
  }

  private static double[][] linear(double[][] below, int layer) {
    Parameter weights = TEACHER.get(SHAPE.weights(layer));
    float[] biases = TEACHER.get(SHAPE.bias(layer)).values();
    double[][] above = new double[below.length][biases.length];
    for (int sample = 0; sample < below.length; sample++) {
      for (int j = 0; j < biases.length; j++) {
        above[sample][j] = biases[j];
        for (int i = 0; i < below[sample].length; i++) {
          above[sample][j] += below[sample][i] * weight(weights, i, j);
        }
      }
    }
    return above;
  }
}
