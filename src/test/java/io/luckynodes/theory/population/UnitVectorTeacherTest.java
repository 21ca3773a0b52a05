package io.luckynodes.theory.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UnitVectorTeacherTest {
  private static final int NODES = 5;

  private final RandomGenerator random = new Streams("test", 1).stream("start", "", Streams.ONCE);
  private final UnitVectorTeacher teacher = new UnitVectorTeacher(NODES);
  private final double[][] student = {
    Directions.gaussian(NODES, random),
    Directions.gaussian(NODES, random),
    Directions.gaussian(NODES, random),
    Directions.gaussian(NODES, random),
    Directions.gaussian(NODES, random),
    Directions.gaussian(NODES, random)
  };

  /** The flow of students whose fan-outs learn too has the same pull on weights. */
  @Test
  void theLossAndTheGradientAreThoseOfStudentsWithOneOutputAndFanOutsOfOne() {
    double[][] teacherRows = new double[NODES][NODES + 1];
    for (int j = 0; j < NODES; j++) {
      teacherRows[j][j] = 1;
      teacherRows[j][NODES] = 1;
    }
    double[][] rows =
        Arrays.stream(student)
            .map(w -> RandomNodes.row(w, 1, new double[] {1}, 1))
            .toArray(double[][]::new);
    PopulationFlow flow = new PopulationFlow(teacherRows, NODES);
    assertThat(teacher.loss(student)).isCloseTo(flow.loss(rows), within(1e-13));
    double[][] gradient = teacher.gradient(student);
    double[][] velocity = flow.at(rows);
    for (int i = 0; i < student.length; i++) {
      assertThat(gradient[i])
          .containsExactly(
              Arrays.stream(flow.weights(velocity[i])).map(one -> -one).toArray(), within(1e-13));
    }
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    double[][] gradient = teacher.gradient(student);
    double h = 1e-6;
    for (int i = 0; i < student.length; i++) {
      for (int d = 0; d < NODES; d++) {
        double before = student[i][d];
        student[i][d] = before + h;
        double above = teacher.loss(student);
        student[i][d] = before - h;
        double below = teacher.loss(student);
        student[i][d] = before;
        assertThat(gradient[i][d]).isCloseTo((above - below) / (2 * h), within(1e-8));
      }
    }
  }

  @Test
  void theTeacherItselfIsAMinimumThatStandsAlone() {
    double[][] itself = new double[NODES][NODES];
    for (int j = 0; j < NODES; j++) {
      itself[NODES - 1 - j][j] = 1;
    }
    assertThat(teacher.loss(itself)).isCloseTo(0, within(1e-15));
    for (double[] slope : teacher.gradient(itself)) {
      assertThat(Directions.norm(slope)).isLessThan(1e-15);
    }
    assertThat(teacher.leastCurvature(itself)).isGreaterThan(0.01);
  }

  /** At a place that is no minimum, such as one where two nodes share a teacher node. */
  @Test
  void theLeastCurvatureOfASaddleIsBelowZero() {
    // One node for all teacher nodes, twice: apart, each would fit some of them better.
    UnitVectorTeacher two = new UnitVectorTeacher(2);
    double[][] start = {{0.6, 0.6}, {0.6, 0.6}};
    UnitVectorTeacher.End end = two.descend(start, 0.1, 0, 1e-12, 100_000);
    assertThat(end.finished()).isTrue();
    assertThat(two.loss(end.weights())).isGreaterThan(1e-3);
    assertThat(two.leastCurvature(end.weights())).isLessThan(-1e-3);
  }

  @Test
  void descentEndsWhereTheGradientIsSmallOrStepsRunOut() {
    double[][] before = Arrays.stream(student).map(double[]::clone).toArray(double[][]::new);
    UnitVectorTeacher.End end = teacher.descend(student, 0.1, 0, 1e-7, 1_000_000);
    assertThat(end.finished()).isTrue();
    assertThat(student).isDeepEqualTo(before);
    for (double[] slope : teacher.gradient(end.weights())) {
      assertThat(Directions.norm(slope)).isLessThan(1e-7);
    }
    UnitVectorTeacher.End cut = teacher.descend(student, 0.1, 0, 1e-7, end.steps() - 1);
    assertThat(cut.finished()).isFalse();
    assertThat(cut.steps()).isEqualTo(end.steps() - 1);
  }

  @Test
  void descentEndsWhereTheLossIsSmall() {
    UnitVectorTeacher.End end = teacher.descend(student, 0.1, 1e-3, 1e-7, 1_000_000);
    assertThat(end.finished()).isTrue();
    assertThat(teacher.loss(end.weights())).isBetween(1e-4, 1e-3);
    UnitVectorTeacher.End later = teacher.descend(student, 0.1, 1e-4, 1e-7, 1_000_000);
    assertThat(later.steps()).isGreaterThan(end.steps());
  }

  @Test
  void aStudentThatDivergesBeginsAgainWithHalfTheStep() {
    UnitVectorTeacher.End end = teacher.descend(student, 50, 0, 1e-7, 1_000_000);
    assertThat(end.finished()).isTrue();
    assertThat(teacher.loss(end.weights())).isLessThan(teacher.loss(student));
  }
}
