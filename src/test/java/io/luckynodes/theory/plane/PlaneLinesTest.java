package io.luckynodes.theory.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.theory.Directions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneLinesTest {
  @Test
  void aTeachersLineIsAtItsOffsetAndItsRowHasLengthOne() {
    double[] row = PlaneLines.teacher(30, 0.6);
    assertThat(Directions.norm(row)).isCloseTo(1, within(1e-15));
    double[] on = {0.6 * Math.cos(Math.PI / 6), 0.6 * Math.sin(Math.PI / 6), 1};
    assertThat(Directions.dot(row, on)).isCloseTo(0, within(1e-15));
    assertThat(row[2]).isNegative();
  }

  @Test
  void lineAnglesKnowNoSideAndLoseNoDigits() {
    double[] row = PlaneLines.teacher(100, 1.7);
    double[] reversed = {-2 * row[0], -2 * row[1], -2 * row[2]};
    assertThat(PlaneLines.angle(row, reversed)).isCloseTo(0, within(1e-15));
    assertThat(PlaneLines.sameSide(row, reversed)).isFalse();
    double[] turned = Directions.turned(row, new double[] {0, 0, 1}, 1e-9);
    assertThat(PlaneLines.angle(row, turned)).isCloseTo(1e-9, within(1e-15));
  }

  @Test
  void pointsLieInTheRegionAndFillIt() {
    TrainingRegion parts = new TrainingRegion(3, 0.6, 0.8);
    double[][] points = parts.draw(2000, new Random(5));
    assertThat(Arrays.stream(points)).allMatch(point -> parts.contains(point[0], point[1]));
    assertThat(Arrays.stream(points).mapToDouble(point -> point[0]).min().orElseThrow())
        .isLessThan(-2.8);
    assertThat(Arrays.stream(points).filter(point -> point[0] > 0).count()).isBetween(1000L, 1300L);
    assertThatThrownBy(() -> new TrainingRegion(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
