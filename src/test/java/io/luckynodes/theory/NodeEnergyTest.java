package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.Median;
import io.luckynodes.theory.NodeEnergy.Cosines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeEnergyTest {
  private static final SmallNetwork TEACHER = SmallSamples.teacher(20, List.of(10, 15), 10, 0.5);

  @ParameterizedTest
  @EnumSource(
      value = NormPlacement.class,
      names = {"BEFORE_RELU", "AFTER_RELU"})
  void underBatchNormWeightsAndTheirGradientStandUpright(NormPlacement placement) {
    List<Cosines> all = cosines(placement, 0);
    assertThat(all).hasSizeGreaterThan(100);
    for (Cosines of : all) {
      assertThat(of.activation()).isLessThan(1e-12);
      assertThat(of.constant()).isLessThan(1e-12);
      assertThat(of.all()).isLessThan(1e-12);
    }
    double withoutBias = all.stream().mapToDouble(Cosines::weights).max().orElseThrow();
    if (placement == NormPlacement.BEFORE_RELU) {
      assertThat(withoutBias).isLessThan(1e-12);
    } else {
      assertThat(withoutBias).as("with the bias forgotten").isGreaterThan(0.01);
    }
    double tilted =
        cosines(placement, 1e-5).stream().mapToDouble(Cosines::activation).max().orElseThrow();
    assertThat(tilted).as("with an ε").isBetween(1e-8, 1e-2);
  }

  @Test
  void withoutBatchNormTheyDoNot() {
    List<Cosines> all = cosines(NormPlacement.NONE, 0);
    assertThat(all.stream().mapToDouble(Cosines::all).max().orElseThrow()).isGreaterThan(0.3);
    assertThat(all.get(0).activation()).isNaN();
  }

  private static List<Cosines> cosines(NormPlacement placement, double epsilon) {
    List<Cosines> all = new ArrayList<>();
    new SmallTraining(64, 1, 0.04, 4, 4)
        .run(
            SmallSamples.student(TEACHER, placement, epsilon, 1),
            TEACHER,
            SmallSamples.random("training", 1),
            (step, student, x, y) -> {
              List<SmallNetwork.Pass> passes = student.forward(x);
              List<SmallNetwork.Back> backs = student.backward(passes, y);
              for (int l = 0; l < 2; l++) {
                for (int j = 0; j < student.shape().size(l); j++) {
                  Cosines of = NodeEnergy.cosines(student, l, j, passes.get(l), backs.get(l));
                  if (!Double.isNaN(of.all())) {
                    all.add(of);
                  }
                }
              }
            });
    return all;
  }

  @Test
  void driftUnderBatchNormGoesWithTheRateAndElsewhereItDoesNot() {
    ToDoubleBiFunction<NodeEnergy, NodeEnergy> all = NodeEnergy::drift;
    assertThat(slope(NormPlacement.BEFORE_RELU, all)).isCloseTo(1, within(0.15));
    assertThat(slope(NormPlacement.AFTER_RELU, all)).isCloseTo(1, within(0.15));
    assertThat(slope(NormPlacement.NONE, all)).isCloseTo(0, within(0.15));
    assertThat(slope(NormPlacement.AFTER_RELU, NodeEnergy::weightsDrift))
        .isCloseTo(0, within(0.25));
  }

  private static double slope(
      NormPlacement placement, ToDoubleBiFunction<NodeEnergy, NodeEnergy> drift) {
    double[] rates = {0.04, 0.02, 0.01};
    double[] x = new double[rates.length];
    double[] y = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      SmallNetwork start = SmallSamples.student(TEACHER, placement, 0, 2);
      SmallNetwork end =
          new SmallTraining(64, 1, rates[i], 5, 1)
              .run(start, TEACHER, SmallSamples.random("training", 2), (step, s, in, out) -> {});
      double[] drifts = new double[20];
      for (int j = 0; j < drifts.length; j++) {
        drifts[j] = drift.applyAsDouble(NodeEnergy.of(end, 0, j), NodeEnergy.of(start, 0, j));
      }
      x[i] = StrictMath.log(rates[i]);
      y[i] = StrictMath.log(Median.of(drifts));
    }
    return LeastSquares.of(x, y).slope();
  }

  @Test
  void driftIsAShareOfTheStart() {
    NodeEnergy start = new NodeEnergy(4, 1);
    assertThat(new NodeEnergy(3, 2.5).weightsDrift(start)).isEqualTo(0.25);
    assertThat(new NodeEnergy(3, 2.5).drift(start)).isEqualTo(0.1);
  }

  /**
   * One input: a gate open for three of four samples, one for none, and one for a single sample.
   */
  @Test
  void aNodeWithoutAGradientHasNoCosine() {
    SmallNetwork.Layer hidden =
        new SmallNetwork.Layer(
            new double[][] {{1, 1, 1}},
            new double[] {-0.75, -100, -2},
            new double[] {1, 1, 1},
            new double[3]);
    SmallNetwork.Layer output =
        new SmallNetwork.Layer(
            new double[][] {{1}, {1}, {1}}, new double[1], new double[] {1}, new double[1]);
    SmallNetwork network =
        new SmallNetwork(
            new SmallNetwork.Shape(1, List.of(3), 1, true, NormPlacement.AFTER_RELU, 0),
            List.of(hidden, output));
    double[][] x = {{0.5}, {1}, {1.5}, {2.5}};
    List<SmallNetwork.Pass> passes = network.forward(x);
    List<SmallNetwork.Back> backs =
        network.backward(passes, new double[][] {{3}, {-1}, {2}, {0.5}});
    assertThat(NodeEnergy.cosines(network, 0, 0, passes.get(0), backs.get(0)).all())
        .isLessThan(1e-14);
    assertThat(NodeEnergy.cosines(network, 0, 1, passes.get(0), backs.get(0)).all()).isNaN();
    assertThat(NodeEnergy.cosines(network, 0, 1, passes.get(0), backs.get(0)).activation()).isNaN();
    assertThat(NodeEnergy.cosines(network, 0, 2, passes.get(0), backs.get(0)).all()).isNaN();
  }
}
