package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UnitNodesTest {
  /** ½ E‖y* − y‖² is a sum of ψ_l: the dynamics are its projected gradient. */
  @Test
  void theVelocityIsMinusTheGradientOfTheLoss() {
    for (double threshold : new double[] {0, 0.5, 1.5}) {
      UnitNodeSettings settings = settings(threshold, false, 0, 1);
      UnitStart start = draw(settings, 1);
      UnitDynamics dynamics = new UnitDynamics(settings, start.teacher());
      UnitNodes velocity = dynamics.velocity(start.student());
      double h = 1e-5;
      RandomGenerator random = new Streams("unit", 1).stream("aside", "", Streams.ONCE);
      for (int j = 0; j < 9; j++) {
        double[] w = start.student().w()[j];
        double[] aside = Directions.unit(Directions.upright(Directions.random(10, random), w));
        double slope =
            (loss(dynamics, start, j, Directions.turned(w, aside, h), 0)
                    - loss(dynamics, start, j, Directions.turned(w, aside, -h), 0))
                / (2 * h);
        assertThat(Directions.dot(velocity.w()[j], aside)).isCloseTo(-slope, within(1e-8));
        assertThat(Directions.dot(velocity.w()[j], w)).isCloseTo(0, within(1e-15));
        slope = (loss(dynamics, start, j, w, h) - loss(dynamics, start, j, w, -h)) / (2 * h);
        assertThat(velocity.v()[j][0]).isCloseTo(-slope, within(1e-8));
      }
    }
  }

  private static double loss(
      UnitDynamics dynamics, UnitStart start, int node, double[] w, double change) {
    double[][] rows = start.student().w().clone();
    double[][] fanOuts = start.student().v().clone();
    rows[node] = w;
    fanOuts[node] = fanOuts[node].clone();
    fanOuts[node][0] += change;
    UnitNodes student = new UnitNodes(rows, fanOuts);
    return products(dynamics.overlap(), start.teacher(), start.teacher()) / 2
        - products(dynamics.overlap(), student, start.teacher())
        + products(dynamics.overlap(), student, student) / 2;
  }

  private static double products(Overlap overlap, UnitNodes one, UnitNodes other) {
    double sum = 0;
    for (int j = 0; j < one.count(); j++) {
      for (int k = 0; k < other.count(); k++) {
        sum += Directions.dot(one.v()[j], other.v()[k]) * overlap.of(one.w()[j], other.w()[k]).l();
      }
    }
    return sum;
  }

  @Test
  void projectedTheTheoremIsExactAndUnprojectedItIsNot() {
    for (double threshold : new double[] {0, 0.5, 1, 2}) {
      UnitStart start = draw(settings(threshold, false, 0, 1), 1);
      Overlap overlap = new Overlap(threshold);
      ProjectedDynamics dynamics = ProjectedDynamics.of(overlap, start.teacher(), start.student());
      assertThat(dynamics.projected()).isLessThan(1e-11);
      assertThat(dynamics.raw()).isBetween(0.05, 1.0);
      // Another threshold's overlaps are wrong, and are seen to be. Without a bias L is exact at 0.
      if (threshold > 0) {
        double[] w = start.student().w()[0];
        double[] u = start.teacher().w()[1];
        double[] expected = Directions.upright(ProjectedDynamics.expected(threshold, w, u), w);
        double wrong = new Overlap(0).of(w, u).d();
        double[] error = Directions.sum(expected, -wrong, Directions.upright(u, w));
        assertThat(Directions.norm(error)).isGreaterThan(0.1 * Directions.norm(expected));
      }
    }
  }

  @Test
  void theQuadratureIsTheExpectationOverGaussianInputs() {
    RandomGenerator random = new Streams("unit", 2).stream("inputs", "", Streams.ONCE);
    double[] w = {1, 0};
    double[] u = {Math.cos(1.1), Math.sin(1.1)};
    int points = 400_000;
    double[] sum = new double[2];
    for (int point = 0; point < points; point++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      if (x[0] > 0.5) {
        sum = Directions.sum(sum, Math.max(0, Directions.dot(u, x) - 0.5) / points, x);
      }
    }
    double[] expected = ProjectedDynamics.expected(0.5, w, u);
    // The standard error of either mean is below 0.0016: its terms deviate by some 1.
    assertThat(sum[0]).isCloseTo(expected[0], within(0.008));
    assertThat(sum[1]).isCloseTo(expected[1], within(0.008));
  }

  @Test
  void theStartIsAsItsSettingsSay() {
    UnitStart start = draw(settings(1, true, 0, 0.7), 3);
    List<UnitMeasures.Student> students = UnitMeasures.students(start, start.student());
    assertThat(students.get(0).degrees()).isCloseTo(20, within(1e-9));
    for (UnitMeasures.Student student : students) {
      assertThat(student.degrees()).isLessThan(20 + 1e-9);
      assertThat(student.relevant()).isEqualTo(student.student() < 3);
      assertThat(student.fanOutError())
          .isCloseTo(student.relevant() ? 0.1 : 0.7, withinPercentage(1e-10));
      assertThat(student.moved()).isZero();
    }
    for (int j = 3; j < 9; j++) {
      for (double[] teacher : start.teacher().w()) {
        assertThat(Directions.dot(teacher, start.student().w()[j])).isCloseTo(0, within(1e-14));
      }
    }
    UnitStart released = draw(settings(0, false, 0.1, 0), 3);
    for (int c = 0; c < 5; c++) {
      double squares = 0;
      for (double[] fanOut : released.student().v()) {
        squares += fanOut[c] * fanOut[c];
      }
      assertThat(squares).isCloseTo(1, within(1e-14));
    }
    assertThat(UnitMeasures.students(released, released.student()).get(0).degrees())
        .isBetween(3.0, 45.0);
  }

  @Test
  void twoRunsAreTheSameAndTheCourseContractsToTheTeacher() {
    UnitNodeSettings settings = settings(1, true, 0, 1);
    UnitCourse course = UnitCourse.run(settings, draw(settings, 1), List.of(0, 10, 300));
    UnitCourse again = UnitCourse.run(settings, draw(settings, 1), List.of(0, 10, 300));
    assertThat(again.greatestSines()).isEqualTo(course.greatestSines());
    assertThat(course.snapshots())
        .extracting(UnitCourse.UnitSnapshot::step)
        .containsExactly(0, 10, 300);
    UnitNodes last = course.snapshots().get(2).student();
    for (UnitMeasures.Student student : UnitMeasures.students(course.start(), last)) {
      assertThat(student.fanOutError()).isLessThan(1e-6);
      assertThat(Directions.norm(last.w()[student.student()])).isCloseTo(1, within(1e-15));
      assertThat(student.relevant() ? student.sine() : 0).isLessThan(1e-6);
      assertThat(student.relevant() ? 0.2 : student.moved()).isBetween(1e-3, 0.6);
    }
    assertThat(last.mixture()[0][0]).isCloseTo(1, within(1e-6));
    Overlap overlap = new Overlap(1);
    List<UnitMeasures.Separation> separation =
        UnitMeasures.separation(overlap, course.start(), last);
    assertThat(separation)
        .extracting(UnitMeasures.Separation::pair)
        .containsExactly("uu", "ur", "ru", "rr");
    double rightAngle = overlap.d(Math.PI / 2) / overlap.same().d();
    assertThat(separation.get(0).d()).isCloseTo(rightAngle, withinPercentage(0.01));
    assertThat(separation.get(3).d()).isBetween(rightAngle, 2.5 * rightAngle);
  }

  /** One node of one teacher: the rate of a step is known, and the theorem is sharp. */
  @Test
  void theTheoremHoldsForOneNodeAndIsSharp() {
    for (double threshold : new double[] {0, 2}) {
      UnitNodeSettings settings = recovery(threshold, 1, 5);
      Recovery recovery =
          Recovery.of(settings, UnitCourse.run(settings, draw(settings, 2), List.of()));
      assertThat(recovery.gamma()).isCloseTo(Math.cos(Math.toRadians(5)), within(1e-12));
      assertThat(recovery.quotient()).isBetween(1.0, 1.01);
      assertThat(recovery.lastContraction()).isGreaterThan(recovery.firstContraction());
      assertThat(recovery.lastContraction()).isCloseTo(0.2, within(1e-5));
    }
    // The printed d̄ adds where the proof subtracts: with a large K_d its bound is broken.
    UnitNodeSettings wide = recovery(3, 1, 20);
    Recovery recovery = Recovery.of(wide, UnitCourse.run(wide, draw(wide, 2), List.of()));
    assertThat(recovery.printedRatio()).isGreaterThan(1.1);
    assertThat(recovery.quotient()).isGreaterThanOrEqualTo(1 - 1e-9);
  }

  @Test
  void whereItSpeaksTheTheoremHoldsForSeveralNodesAndAFasterRateIsRefuted() {
    int spoke = 0;
    for (int seed = 1; seed <= 10; seed++) {
      UnitNodeSettings settings = recovery(3, 2, 1);
      UnitCourse course = UnitCourse.run(settings, draw(settings, seed), List.of());
      Recovery recovery = Recovery.of(settings, course);
      if (recovery.gamma() > 0) {
        spoke++;
        assertThat(recovery.quotient()).isGreaterThanOrEqualTo(1 - 1e-9);
      }
      // Sines that fall too slowly are seen.
      double[] slow = new double[100];
      Arrays.setAll(slow, t -> 0.01 * Math.pow(1 - 0.1 * Math.max(0.01, recovery.gamma()), t));
      Recovery refuted = Recovery.of(settings, new UnitCourse(course.start(), List.of(), slow));
      assertThat(recovery.gamma() <= 0.01 || refuted.quotient() < 0.7).isTrue();
    }
    assertThat(spoke).isGreaterThan(3);
  }

  /** A power of the step is no geometric fall, and what has not fallen has no line. */
  @Test
  void aGeometricFallIsStraightAndAnotherIsNot() {
    double[] steps = new double[200];
    double[] geometric = new double[200];
    double[] power = new double[200];
    for (int t = 0; t < 200; t++) {
      steps[t] = t;
      geometric[t] = 3 * Math.pow(0.9, t);
      power[t] = Math.pow(1 + t, -4);
    }
    Decay fall = Decay.of(steps, geometric, 0.1, 1e-9);
    assertThat(fall.share()).isCloseTo(Math.pow(0.9, 199), withinPercentage(1e-9));
    assertThat(fall.straightness()).isCloseTo(1, within(1e-12));
    assertThat(Decay.of(steps, power, 0.1, 1e-9).straightness()).isLessThan(0.98);
    assertThat(Decay.of(steps, steps, 1e-3, 1e-9).straightness()).isNaN();
  }

  @Test
  void settingsThatDoNotBelongTogetherAreRefused() {
    assertThatThrownBy(() -> new UnitNodeSettings(5, 3, 9, 5, 1, true, false, 0, 1, 0, 1, 0.2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnitNodeSettings(5, 3, 4, 1, 1, false, true, 0, 1, 0, 1, 0.2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnitNodeSettings(5, 3, 2, 1, 1, false, false, 0, 1, 0, 1, 0.2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnitNodeSettings(5, 3, 3, 1, 1, false, false, 0, 1, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnitNodes(new double[2][3], new double[1][3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static UnitNodeSettings settings(
      double threshold, boolean orthogonal, double std, double rest) {
    return new UnitNodeSettings(
        10, 3, 9, 5, threshold, orthogonal, false, std, 20, 0.1, rest, 0.2, 300);
  }

  private static UnitNodeSettings recovery(double threshold, int nodes, double degrees) {
    return new UnitNodeSettings(
        10, nodes, nodes, 1, threshold, false, true, 0, degrees, 0, 0, 0.2, 150);
  }

  private static UnitStart draw(UnitNodeSettings settings, int seed) {
    return UnitStart.draw(settings, new Streams("unit", seed), "");
  }
}
