package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecursiveGradientTest {
  private static final List<Integer> WIDTHS = List.of(5, 6, 7, 8);

  @Test
  void theRecursionGivesTheBackPropagatedGradientAndThatByDifferences() {
    for (double biasRange : new double[] {0.5, 0}) {
      SmallNetwork teacher = SmallSamples.teacher(8, WIDTHS, 5, biasRange);
      SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
      double[][] x = SmallSamples.inputs(64, 8, 3);
      double[][] y = teacher.outputs(x);
      RecursiveGradient rule = new RecursiveGradient(student, teacher, x);
      List<SmallNetwork.Back> backs = student.backward(student.forward(x), y);
      for (int l = 0; l < WIDTHS.size(); l++) {
        double[][] backPropagated = backs.get(l).linear();
        assertThat(SmallSamples.difference(rule.gradients(l), backPropagated)).isLessThan(1e-12);
        assertThat(
                SmallSamples.difference(Differences.linear(student, l, x, y, 1e-6), backPropagated))
            .isLessThan(1e-6);
      }
    }
  }

  /** One hidden layer: β is W Wᵀ and W W*ᵀ of the fan-out, whatever the input. */
  @Test
  void ofOneHiddenLayerBetaIsTheFanOutsOwn() {
    SmallNetwork teacher = SmallSamples.teacher(4, List.of(3), 5, 0);
    SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
    RecursiveGradient rule = new RecursiveGradient(student, teacher, SmallSamples.inputs(20, 4, 1));
    double[][] v = student.layers().get(1).weights();
    double[][] vTeacher = teacher.layers().get(1).weights();
    assertThat(SmallSamples.difference(rule.meanBeta(0), LayerMatrices.productTransposed(v, v)))
        .isLessThan(1e-14);
    assertThat(
            SmallSamples.difference(
                rule.meanBetaTeacher(0), LayerMatrices.productTransposed(v, vTeacher)))
        .isLessThan(1e-14);
    // The published H in the place of Hᵀ would need as many students as teachers.
    assertThat(rule.dynamics(0).hTeacher()).hasDimensions(6, 3);
  }

  /** β is also V V*ᵀ of the effective outgoing weights, which a linear network has in one piece. */
  @Test
  void ofAlwaysOpenGatesBetaIsTheProductOfAllWeightsAbove() {
    SmallNetwork teacher = SmallSamples.teacher(4, List.of(3, 3), 2, 0);
    SmallNetwork student = positive(SmallSamples.student(teacher, NormPlacement.NONE, 0, 1));
    double[][] x = SmallSamples.inputs(20, 4, 1);
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.abs(row[i]);
      }
    }
    RecursiveGradient rule = new RecursiveGradient(student, positive(teacher), x);
    double[][] v =
        LayerMatrices.product(student.layers().get(1).weights(), student.layers().get(2).weights());
    assertThat(SmallSamples.difference(rule.meanBeta(0), LayerMatrices.productTransposed(v, v)))
        .isLessThan(1e-13);
  }

  private static SmallNetwork positive(SmallNetwork network) {
    for (SmallNetwork.Layer layer : network.layers()) {
      for (double[] row : layer.weights()) {
        for (int j = 0; j < row.length; j++) {
          row[j] = Math.abs(row[j]);
        }
      }
    }
    return network;
  }

  @Test
  void atTheTopTheoremTwoIsExactAndBelowItIsNot() {
    for (double biasRange : new double[] {0.5, 0}) {
      SmallNetwork teacher = SmallSamples.teacher(20, List.of(10, 15, 20), 10, biasRange);
      SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
      double[][] x = SmallSamples.inputs(500, 20, 1);
      RecursiveGradient rule = new RecursiveGradient(student, teacher, x);
      assertThat(rule.dynamics(3).error()).isLessThan(1e-12);
      assertThat(rule.dynamics(3).cosine()).isGreaterThan(1 - 1e-12);
      for (int l = 0; l < 3; l++) {
        assertThat(rule.dynamics(l).error()).isBetween(0.2, 1.5);
        assertThat(rule.dynamics(l).cosine()).isBetween(0.3, 0.97);
      }
      LayerDynamics top = rule.dynamics(3);
      LayerDynamics swapped =
          new LayerDynamics(
              top.l(),
              top.w(),
              top.h(),
              top.lTeacher(),
              top.wTeacher(),
              top.hTeacher(),
              top.gradient());
      assertThat(swapped.error()).as("with teacher and student swapped").isGreaterThan(1.9);
    }
  }

  /** With one sample there is nothing to separate: all layers are exact, if gates are counted. */
  @Test
  void ofOneSampleTheoremTwoIsExactEverywhere() {
    SmallNetwork teacher = SmallSamples.teacher(8, WIDTHS, 5, 0.5);
    SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
    RecursiveGradient rule = new RecursiveGradient(student, teacher, SmallSamples.inputs(1, 8, 3));
    for (int l = 0; l <= WIDTHS.size(); l++) {
      LayerDynamics exact = rule.dynamics(l);
      assertThat(exact.error()).isLessThan(1e-12);
      if (l < WIDTHS.size()) {
        LayerDynamics ungated =
            new LayerDynamics(
                exact.lTeacher(),
                exact.wTeacher(),
                rule.meanBetaTeacher(l),
                exact.l(),
                exact.w(),
                rule.meanBeta(l),
                exact.gradient());
        assertThat(ungated.error()).as("H without gates").isGreaterThan(0.1);
      }
    }
  }

  @Test
  void onlyTheTopHiddenLayersBetaIsOfTheWeightsAboveAlone() {
    SmallNetwork teacher = SmallSamples.teacher(20, List.of(10, 15, 20), 10, 0);
    SmallNetwork student = SmallSamples.student(teacher, NormPlacement.NONE, 0, 1);
    double[][] x = SmallSamples.inputs(500, 20, 1);
    RecursiveGradient rule = new RecursiveGradient(student, teacher, x);
    RecursiveGradient redrawn =
        new RecursiveGradient(
            student.withFreshLowest(SmallSamples.random("redrawn", 1)), teacher, x);
    assertThat(rule.change(redrawn, 0)).isBetween(0.05, 0.5);
    assertThat(rule.change(redrawn, 1)).isBetween(0.05, 0.5);
    assertThat(rule.change(redrawn, 2)).isZero();
  }

  @Test
  void batchNormAndOtherShapesAreRefused() {
    SmallNetwork teacher = SmallSamples.teacher(8, WIDTHS, 5, 0.5);
    double[][] x = SmallSamples.inputs(4, 8, 1);
    SmallNetwork normed = SmallSamples.student(teacher, NormPlacement.AFTER_RELU, 0, 1);
    SmallNetwork shallow = SmallSamples.teacher(8, List.of(5), 5, 0.5);
    assertThatThrownBy(() -> new RecursiveGradient(normed, teacher, x))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecursiveGradient(shallow, teacher, x))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
