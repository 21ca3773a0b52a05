package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallTrainingTest {
  private static final SmallNetwork TEACHER = SmallSamples.teacher(6, List.of(3, 4), 5, 0.5);

  @Test
  void stepsAreTimeOverRateAndSnapshotsStandEvenly() {
    SmallTraining training = new SmallTraining(8, 1, 0.04, 10, 4);
    assertThat(training.steps()).isEqualTo(250);
    assertThat(training.snapshotSteps()).containsExactly(0, 63, 125, 188, 250);
    assertThat(new SmallTraining(8, 1, 0.5, 1, 10).snapshotSteps()).containsExactly(0, 1, 2);
    assertThat(new SmallTraining(8, 1, 0.5, 0, 10).snapshotSteps()).containsExactly(0);
    assertThatThrownBy(() -> new SmallTraining(8, 1, 0, 1, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLossFallsAndTwoRunsGiveTheSameBits() {
    List<Double> losses = losses(0.05);
    assertThat(losses.get(4)).isLessThan(0.3 * losses.get(0));
    assertThat(losses(0.05)).isEqualTo(losses);
  }

  @Test
  void withoutTimeOnlyTheStartIsSeen() {
    List<Integer> seen = new ArrayList<>();
    SmallNetwork student = SmallSamples.student(TEACHER, NormPlacement.NONE, 0, 1);
    SmallNetwork same =
        new SmallTraining(8, 1, 0.1, 0, 4)
            .run(
                student, TEACHER, SmallSamples.random("t", 1), (step, now, x, y) -> seen.add(step));
    assertThat(seen).containsExactly(0);
    assertThat(same).isSameAs(student);
  }

  @Test
  void allRatesSeeTheSameBatches() {
    List<double[][]> first = new ArrayList<>();
    for (double rate : new double[] {0.1, 0.05}) {
      new SmallTraining(8, 1, rate, 1, 1)
          .run(
              SmallSamples.student(TEACHER, NormPlacement.NONE, 0, 1),
              TEACHER,
              SmallSamples.random("t", 1),
              (step, now, x, y) -> first.add(x));
    }
    assertThat(first.get(0)).isDeepEqualTo(first.get(2));
  }

  private static List<Double> losses(double rate) {
    List<Double> losses = new ArrayList<>();
    double[][] held = SmallSamples.inputs(256, 6, 1);
    double[][] targets = TEACHER.outputs(held);
    new SmallTraining(16, 1, rate, 20, 4)
        .run(
            SmallSamples.student(TEACHER, NormPlacement.AFTER_RELU, 1e-5, 1),
            TEACHER,
            SmallSamples.random("t", 1),
            (step, now, x, y) -> losses.add(now.loss(held, targets)));
    return losses;
  }
}
