package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.theory.CircleReadings.Match;
import io.luckynodes.theory.CircleReadings.Nearest;
import org.junit.jupiter.api.Test;

class CircleReadingsTest {
  @Test
  void gapsGoTheShorterWay() {
    assertThat(CircleReadings.gap(359, 2)).isEqualTo(3);
    assertThat(CircleReadings.gap(2, 359)).isEqualTo(3);
    assertThat(CircleReadings.gap(0, 180)).isEqualTo(180);
    assertThat(CircleReadings.gap(1e-12, 360)).isCloseTo(1e-12, within(1e-13));
    assertThat(CircleReadings.gap(Double.NaN, 0)).isNaN();
  }

  @Test
  void theFirstOfTwoEquallyNearNodesCounts() {
    assertThat(CircleReadings.nearest(350, new double[] {100, 10, 330}))
        .isEqualTo(new Nearest(1, 20));
    assertThat(CircleReadings.nearest(Double.NaN, new double[] {1}).node()).isEqualTo(-1);
    assertThat(CircleReadings.nearest(0, new double[] {Double.NaN, 5}))
        .isEqualTo(new Nearest(1, 5));
  }

  @Test
  void luckyStudentsAreThoseNearestAtTheStart() {
    double[] teachers = {0, 180};
    double[] start = {20, 350, 100};
    assertThat(CircleReadings.luckyGaps(teachers, start, new double[] {0, 357, 0}))
        .as("the student that was nearest counts, not the one that is")
        .containsExactly(3, 180);
  }

  @Test
  void aStudentStaysFromTheFirstSnapshotAfterItsLastAbsence() {
    assertThat(CircleReadings.staysFrom(new double[] {9, 4, 6, 5, 1}, 5)).isEqualTo(3);
    assertThat(CircleReadings.staysFrom(new double[] {1, 1}, 5)).isZero();
    assertThat(CircleReadings.staysFrom(new double[] {1, 9}, 5)).isEqualTo(2);
    assertThat(CircleReadings.staysFrom(new double[] {1, Double.NaN}, 5)).isEqualTo(2);
  }

  @Test
  void carriersAreTheFewestNodesOfAShare() {
    double[] squares = {1, 5, 0, 4};
    assertThat(CircleReadings.cumulativeShares(squares)).containsExactly(0.5, 0.9, 1, 1);
    assertThat(CircleReadings.carriers(squares, 0.5)).isEqualTo(1);
    assertThat(CircleReadings.carriers(squares, 0.51)).isEqualTo(2);
    assertThat(CircleReadings.carriers(squares, 1)).isEqualTo(3);
    assertThat(CircleReadings.carriers(new double[] {0, Double.NaN, 1}, 0.5)).isEqualTo(3);
  }

  @Test
  void aMatchIsTheMostCorrelatedTeacherAndADeadNodeHasNone() {
    Circle circle = new Circle(180, 0.5);
    double[][] teachers = {circle.activations(1), circle.activations(3)};
    Match match = CircleReadings.match(circle.activations(2.9), teachers);
    assertThat(match.node()).isEqualTo(1);
    assertThat(match.correlation()).isBetween(0.97, 0.999);
    assertThat(CircleReadings.match(circle.activations(1), teachers).correlation())
        .isCloseTo(1, within(1e-15));
    assertThat(CircleReadings.match(new double[180], teachers)).isEqualTo(new Match(0, 0));
  }
}
