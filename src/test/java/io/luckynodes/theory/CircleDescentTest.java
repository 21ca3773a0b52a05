package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.CircleDescent.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CircleDescentTest {
  private static final Circle CIRCLE = new Circle(180, 0.5);

  private static CircleNetwork random(int seed, int nodes, int outputs) {
    RandomGenerator random = new Streams("descent-test", seed).stream("v", "", Streams.ONCE);
    double[] directions = random.doubles(nodes, 0, 2 * Math.PI).toArray();
    double[] fanOut = new double[nodes * outputs];
    for (int i = 0; i < fanOut.length; i++) {
      fanOut[i] = random.nextGaussian();
    }
    return new CircleNetwork(directions, outputs, fanOut);
  }

  /** −∂J by central differences. */
  private static CircleNetwork differences(CircleNetwork at, ToDoubleFunction<CircleNetwork> loss) {
    CircleNetwork probe = at.copy();
    CircleNetwork slopes = at.copy();
    differences(probe.directions(), slopes.directions(), probe, loss);
    differences(probe.fanOut(), slopes.fanOut(), probe, loss);
    return slopes;
  }

  private static void differences(
      double[] values, double[] slopes, CircleNetwork probe, ToDoubleFunction<CircleNetwork> loss) {
    double h = 1e-6;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + h;
      double above = loss.applyAsDouble(probe);
      values[i] = value - h;
      double below = loss.applyAsDouble(probe);
      values[i] = value;
      slopes[i] = -(above - below) / (2 * h);
    }
  }

  private static double worst(double[] one, double[] other) {
    double worst = 0;
    for (int i = 0; i < one.length; i++) {
      worst = Math.max(worst, Math.abs(one[i] - other[i]));
    }
    return worst;
  }

  @Test
  void lossIsHalfTheMeanSquareOfTheOutputsDifference() {
    CircleNetwork teacher = random(1, 3, 5);
    CircleNetwork student = random(2, 7, 5);
    double sum = 0;
    for (int i = 0; i < CIRCLE.samples(); i++) {
      double x = Math.toRadians(2 * i + 1);
      for (int c = 0; c < 5; c++) {
        double e = 0;
        for (int k = 0; k < 3; k++) {
          double f = Math.max(0, Math.cos(x - teacher.directions()[k]) - 0.5);
          e += f * teacher.fanOut()[k * 5 + c];
        }
        for (int j = 0; j < 7; j++) {
          double f = Math.max(0, Math.cos(x - student.directions()[j]) - 0.5);
          e -= f * student.fanOut()[j * 5 + c];
        }
        sum += e * e / 2 / 180;
      }
    }
    assertThat(new CircleDescent(CIRCLE, teacher).loss(student)).isCloseTo(sum, within(1e-13));
  }

  /** Also shows that the check would see a turned sign and a missing derivative. */
  @Test
  void descentIsTheNegativeGradient() {
    for (int seed = 0; seed < 10; seed++) {
      CircleDescent descent = new CircleDescent(CIRCLE, random(seed, 3, 5));
      CircleNetwork student = random(100 + seed, 12, 5);

      CircleNetwork found = descent.descent(student);
      CircleNetwork expected = differences(student, descent::loss);

      // No input enters or leaves an arc within these steps: the loss is smooth there.
      assertThat(worst(found.fanOut(), expected.fanOut())).isLessThan(1e-8);
      assertThat(worst(found.directions(), expected.directions())).isLessThan(1e-8);
      double[] turned = found.directions().clone();
      for (int j = 0; j < turned.length; j++) {
        turned[j] = -turned[j];
      }
      assertThat(worst(turned, expected.directions())).isGreaterThan(1e-2);
      assertThat(worst(withoutDerivative(found, student), expected.directions()))
          .isGreaterThan(1e-2);
    }
  }

  /** E[f_j (e · v_j)] = v̇_j · v_j, as if a node's activation were its own derivative. */
  private static double[] withoutDerivative(CircleNetwork descent, CircleNetwork student) {
    double[] wrong = new double[student.nodes()];
    for (int i = 0; i < student.fanOut().length; i++) {
      wrong[i / student.outputs()] += descent.fanOut()[i] * student.fanOut()[i];
    }
    return wrong;
  }

  @Test
  void aStudentThatIsTheTeacherRests() {
    CircleNetwork teacher = random(3, 3, 5);
    CircleDescent descent = new CircleDescent(CIRCLE, teacher);
    CircleNetwork end = descent.train(teacher, 0.5, 50, new int[0]).get(1).network();
    assertThat(descent.loss(teacher)).isLessThan(1e-30);
    assertThat(worst(end.directions(), teacher.directions())).isLessThan(1e-14);
    assertThat(worst(end.fanOut(), teacher.fanOut())).isLessThan(1e-14);
  }

  /** One node near one teacher node: W and V both arrive, as Theorem 5 has it. */
  @Test
  void anOverlappingStudentFindsItsTeacherAndOneWithoutOverlapStays() {
    CircleNetwork teacher = new CircleNetwork(new double[] {1}, 2, new double[] {0.6, 0.8});
    CircleNetwork start =
        new CircleNetwork(new double[] {1.4, 1 + Math.PI}, 2, new double[] {0.01, 0, 0, 0.01});
    List<Snapshot> course =
        new CircleDescent(CIRCLE, teacher).train(start, 0.5, 6000, new int[] {0});
    CircleNetwork end = course.get(1).network();
    assertThat(end.directions()[0]).isCloseTo(1, within(1e-7));
    assertThat(end.fanOut()[0]).isCloseTo(0.6, within(1e-7));
    assertThat(end.fanOut()[1]).isCloseTo(0.8, within(1e-7));
    assertThat(end.directions()[1])
        .as("its error is 0 from the start on")
        .isCloseTo(1 + Math.PI, within(0.01));
  }

  @Test
  void lossFallsInEverySmallStep() {
    CircleDescent descent = new CircleDescent(CIRCLE, random(4, 3, 5));
    int[] every = new int[300];
    Arrays.setAll(every, i -> i);
    List<Snapshot> course = descent.train(random(5, 12, 5), 0.1, 300, every);
    assertThat(course).hasSize(301);
    for (int i = 1; i < course.size(); i++) {
      assertThat(course.get(i).loss()).isLessThan(course.get(i - 1).loss());
      assertThat(course.get(i).step()).isEqualTo(i);
    }
  }

  /** Inputs look the same after a turn by their distance, and after a mirror at 0. */
  @Test
  void trainingTurnsAndMirrorsWithItsInputs() {
    CircleNetwork teacher = random(6, 3, 5);
    CircleNetwork student = random(7, 8, 5);
    CircleNetwork end = end(teacher, student);
    double step = 2 * Math.PI / 180;
    CircleNetwork turned = end(turn(teacher, 1, step), turn(student, 1, step));
    CircleNetwork mirrored = end(turn(teacher, -1, 0), turn(student, -1, 0));
    assertThat(worst(turned.directions(), turn(end, 1, step).directions())).isLessThan(1e-9);
    assertThat(worst(turned.fanOut(), end.fanOut())).isLessThan(1e-9);
    assertThat(worst(mirrored.directions(), turn(end, -1, 0).directions())).isLessThan(1e-9);
    assertThat(worst(mirrored.fanOut(), end.fanOut())).isLessThan(1e-9);
  }

  private static CircleNetwork end(CircleNetwork teacher, CircleNetwork student) {
    return new CircleDescent(CIRCLE, teacher).train(student, 0.2, 100, new int[0]).get(1).network();
  }

  private static CircleNetwork turn(CircleNetwork network, int sign, double by) {
    CircleNetwork turned = network.copy();
    for (int j = 0; j < turned.nodes(); j++) {
      turned.directions()[j] = sign * turned.directions()[j] + by;
    }
    return turned;
  }

  @Test
  void snapshotsAreOfTheStepsAskedForAndOfStartAndEnd() {
    CircleNetwork start = random(8, 4, 5);
    CircleDescent descent = new CircleDescent(CIRCLE, random(9, 2, 5));
    List<Snapshot> course = descent.train(start, 0.5, 10, new int[] {3, 1, 3, 99});
    assertThat(course).extracting(Snapshot::step).containsExactly(0, 1, 3, 10);
    assertThat(course.get(0).network()).usingRecursiveComparison().isEqualTo(start);
    assertThat(course.get(2).loss()).isEqualTo(descent.loss(course.get(2).network()));
    CircleNetwork slope = descent.descent(start);
    assertThat(course.get(1).network().directions()[2])
        .isEqualTo(start.directions()[2] + 0.5 * slope.directions()[2]);
  }
}
