package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Circle.Arc;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircleTest {
  private static final RandomGenerator RANDOM =
      new Streams("circle-test", 0).stream("directions", "", Streams.ONCE);

  /** Over all x: E[f] = (sin α − α b) / π with α = arccos b; the inputs are a midpoint rule. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.9, 0, 0.5, 0.766})
  void meanActivationIsThatOfTheWholeCircle(double b) {
    Circle circle = new Circle(180, b);
    double alpha = Math.acos(b);
    double mean = (Math.sin(alpha) - alpha * b) / Math.PI;

    // The rule errs at the two kinks of slope sin α: each by h² / 8 at most, of 2 π.
    double h = 2 * Math.PI / 180;
    double error = 2 * Math.sin(alpha) * h * h / 8 / (2 * Math.PI) * 1.01;
    for (int i = 0; i < 50; i++) {
      double[] f = circle.activations(RANDOM.nextDouble() * 7 - 14);
      assertThat(Arrays.stream(f).average().orElseThrow()).isCloseTo(mean, within(error));
    }
  }

  @Test
  void anArcHoldsTheActiveInputsAndMayRunThroughZero() {
    Circle circle = new Circle(180, 0.5);
    assertThat(circle.degrees(0)).isEqualTo(1);
    assertThat(circle.degrees(179)).isEqualTo(359);
    assertThat(circle.reach()).isCloseTo(60, within(1e-13));
    assertThat(circle.arc(Math.toRadians(90))).contains(new Arc(31, 149));
    assertThat(circle.arc(Math.toRadians(90.5))).contains(new Arc(31, 149));
    assertThat(circle.arc(Math.toRadians(91.5))).contains(new Arc(33, 151));
    assertThat(circle.arc(Math.toRadians(-10))).contains(new Arc(291, 409));
    assertThat(new Circle(180, 1).arc(2)).isEmpty();
    assertThat(circle.arc(Double.NaN)).isEmpty();
    Arc whole = new Circle(180, -1).arc(2).orElseThrow();
    assertThat(whole.to() - whole.from()).isEqualTo(358);
  }

  /** Common inputs, counted, against lengths of arcs: each of two ends errs by one input. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.9, -0.3, 0, 0.5, 0.766})
  void overlapIsTheShareOfInputsThatBothPass(double b) {
    Circle circle = new Circle(3600, b);
    for (int i = 0; i < 50; i++) {
      double gap = 180 * RANDOM.nextDouble();
      double from = 7 * RANDOM.nextDouble();
      double[] one = circle.activations(from);
      double[] other = circle.activations(from - Math.toRadians(gap));
      int common = 0;
      int all = 0;
      for (int s = 0; s < one.length; s++) {
        all += one[s] > 0 ? 1 : 0;
        common += one[s] > 0 && other[s] > 0 ? 1 : 0;
      }
      assertThat(circle.overlap(gap)).isCloseTo((double) common / all, within(3.0 / all));
    }
    assertThat(circle.overlap(0)).isEqualTo(1);
  }

  @Test
  void regionsThatTouchOrAreEmptyDoNotOverlap() {
    assertThat(new Circle(180, 0.5).overlap(120)).isCloseTo(0, within(1e-15));
    assertThat(new Circle(180, 0.5).overlap(60)).isCloseTo(0.5, within(1e-15));
    assertThat(new Circle(180, 1).overlap(0)).isZero();
    assertThat(new Circle(180, -1).overlap(180)).isEqualTo(1);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Circle(7, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Circle(8, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Circle(8, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CircleNetwork(new double[2], 3, new double[5]));
  }

  @Test
  void directionsAreReadWithinOneTurn() {
    double[] turned = {-0.1, 0, 2 * Math.PI + 0.2, -1e-300, Double.NaN};
    double[] degrees = new CircleNetwork(turned, 1, new double[5]).degrees();
    assertThat(degrees[0]).isCloseTo(360 - Math.toDegrees(0.1), within(1e-12));
    assertThat(degrees[2]).isCloseTo(Math.toDegrees(0.2), within(1e-12));
    assertThat(degrees[3]).isZero();
    assertThat(degrees[4]).isNaN();
  }
}
