package io.luckynodes.theory.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.SmallNetwork.Pass;
import io.luckynodes.theory.plane.PlaneLines;
import io.luckynodes.theory.plane.TrainingRegion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Deep networks in the plane: Lemma 1, Corollary 1 and the way to a critical point. */
class DeepNetworksTest {
  private static final double[] DEGREES = {20, 140, 255};
  private static final double[] OFFSETS = {0.5, 0.5, 0.5};
  private static final double[][] X = new TrainingRegion(3, 0, 0).draw(200, random("points"));
  private static final SmallNetwork TEACHER =
      DeepPlane.teacher(DEGREES, OFFSETS, 3, 5, X, random("teacher"));
  private static final double[][] Y = TEACHER.outputs(X);
  private static final SmallNetwork STUDENT = DeepPlane.student(9, 9, 5, 0.96, random("student"));

  private static RandomGenerator random(String purpose) {
    return new Streams("deep-test", 1).stream(purpose, "", Streams.ONCE);
  }

  @Test
  void aTeachersNodesAreHalfActiveAndItsOutputsAreStandard() {
    List<Pass> passes = TEACHER.forward(X);
    for (double[] line : DeepPlane.lines(TEACHER)) {
      assertThat(Directions.norm(line)).isCloseTo(1, within(1e-15));
    }
    for (int j = 0; j < 3; j++) {
      int node = j;
      assertThat(Arrays.stream(passes.get(1).linear()).filter(z -> z[node] > 0).count())
          .isEqualTo(100);
    }
    for (int c = 0; c < 5; c++) {
      int output = c;
      assertThat(Arrays.stream(Y).mapToDouble(y -> y[output]).sum() / 200)
          .isCloseTo(0, within(1e-12));
      assertThat(Arrays.stream(Y).mapToDouble(y -> y[output] * y[output]).sum() / 200)
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void lemmaOneGivesTheGradientAndWrongOnesDoNot() {
    assertThat(error((own, its) -> own.gradient(its, 0))).isLessThan(1e-13);
    // Equation 5, with the residue of the output at the lowest layer.
    assertThat(error((own, its) -> own.gradientOfResidue(own.residue(its, 2), 0)))
        .isLessThan(1e-13);
    // Student and teacher exchanged, which swaps the sign.
    assertThat(error((own, its) -> own.gradientOfResidue(its.residue(own, 2), 0))).isGreaterThan(1);
    // The gates of the layer itself left out.
    assertThat(
            error(
                (own, its) -> {
                  double[] g = new double[10];
                  for (int k = 0; k < 10; k++) {
                    for (int c = 0; c < 5; c++) {
                      g[k] += own.fanOuts(0)[c][k] * own.residue(its, 0)[c];
                    }
                  }
                  return g;
                }))
        .isGreaterThan(0.1);
  }

  /** The greatest difference from back-propagation in the lowest layer, as a share. */
  private static double error(BiFunction<FanOuts, FanOuts, double[]> rule) {
    List<Pass> passes = STUDENT.forward(X);
    List<Pass> teachers = TEACHER.forward(X);
    double[][] g = STUDENT.backward(passes, Y).get(0).linear();
    double error = 0;
    double size = 0;
    for (int b = 0; b < X.length; b++) {
      double[] found =
          rule.apply(new FanOuts(STUDENT, passes, b), new FanOuts(TEACHER, teachers, b));
      for (int k = 0; k < 9; k++) {
        error = Math.max(error, Math.abs(found[k] - g[b][k]));
        size = Math.max(size, Math.abs(g[b][k]));
      }
    }
    return error / size;
  }

  @Test
  void theJacobianIsTheSlopeOfOutputs() {
    double[][] few = Arrays.copyOf(X, 3);
    double[][] jacobian = FlatNetwork.jacobian(STUDENT, few);
    double[] parameters = FlatNetwork.parameters(STUDENT);
    assertThat(FlatNetwork.outputs(FlatNetwork.network(STUDENT.shape(), parameters), few))
        .isEqualTo(FlatNetwork.outputs(STUDENT, few));
    for (int i = 0; i < parameters.length; i++) {
      double[] above = moved(parameters, i, 1e-6, few);
      double[] below = moved(parameters, i, -1e-6, few);
      for (int row = 0; row < above.length; row++) {
        assertThat(jacobian[row][i]).isCloseTo((above[row] - below[row]) / 2e-6, within(1e-8));
      }
    }
  }

  private static double[] moved(double[] parameters, int i, double by, double[][] x) {
    double[] changed = parameters.clone();
    changed[i] += by;
    return FlatNetwork.outputs(FlatNetwork.network(STUDENT.shape(), changed), x);
  }

  @Test
  void mixturesAreConstantUnderTheGatesAboveAndNotUnderOthers() {
    Mixtures right = Mixtures.overDisc(STUDENT, TEACHER, 3, 41);
    assertThat(right.spread()).isZero();
    assertThat(right.patterns()).isGreaterThan(5);
    assertThat(right.distinct()).isBetween(2L, (long) right.patterns());
    Mixtures wrong = new Mixtures();
    for (double[] x : X) {
      wrong.add(FanOuts.at(STUDENT, x), FanOuts.at(TEACHER, x), 0, 0);
    }
    assertThat(wrong.spread()).isGreaterThan(0.01);
  }

  @Test
  void aStudentNodeObservesALineWhereItIsActive() {
    ObservedLine line = new ObservedLine(TEACHER, TEACHER, 0, 3);
    ObservedLine.Place end = line.places().get(0);
    assertThat(end.along()).isCloseTo(-Math.sqrt(9 - 0.25), within(1e-12));
    // No node is active on its own line, so each observes the lines of the others alone.
    double first = line.alpha(end, 0);
    assertThat(first).isEqualTo(end.student().mixture(end.teacher(), 0)[0][0]);
    assertThat(line.observer()).isIn(1, 2);
    assertThat(line.observed(line.observer())).isPositive();
  }

  @Test
  void trainingStopsAtTheTeacherAndEndsWithTheSameBitsTwice() {
    DeepDescent descent = new DeepDescent(0.02, 0.9, 50, 10, 2, 1e-9);
    StringBuilder steps = new StringBuilder();
    SmallNetwork same =
        descent.run(TEACHER, X, Y, Set.of(1), (step, now) -> steps.append(step).append(' '));
    assertThat(same).isSameAs(TEACHER);
    assertThat(steps).hasToString("0 ");
    double[] once = trained(descent);
    assertThat(trained(descent)).isEqualTo(once);
    SmallNetwork end = FlatNetwork.network(STUDENT.shape(), once);
    assertThat(end.loss(X, Y)).isLessThan(0.1 * STUDENT.loss(X, Y));
  }

  private static double[] trained(DeepDescent descent) {
    return FlatNetwork.parameters(descent.run(STUDENT, X, Y, Set.of(1, 10), (step, now) -> {}));
  }

  @Test
  void levenbergAndMarquardtsMethodFindsTheTeacherFromNearby() {
    double[] near = FlatNetwork.parameters(TEACHER);
    RandomGenerator random = random("near");
    for (int i = 0; i < near.length; i++) {
      near[i] += 1e-3 * random.nextGaussian();
    }
    SmallNetwork start = FlatNetwork.network(TEACHER.shape(), near);
    SmallNetwork end =
        new DeepDescent(0.02, 0.9, 1, 40, 1, 1e-9).run(start, X, Y, Set.of(), (step, now) -> {});
    assertThat(DeepDescent.epsilon(end, X, Y)).isLessThan(1e-12);
    for (int j = 0; j < 3; j++) {
      double[] line = DeepPlane.lines(TEACHER)[j];
      assertThat(PlaneLines.angle(DeepPlane.lines(start)[j], line)).isGreaterThan(1e-5);
      assertThat(PlaneLines.angle(DeepPlane.lines(end)[j], line)).isLessThan(1e-12);
    }
  }
}
