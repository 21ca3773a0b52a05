package io.luckynodes.theory.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PopulationFlowTest {
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 3;

  private final RandomGenerator random = random("population");
  private final double[][] teacher = RandomNodes.teacher(3, INPUTS, OUTPUTS, 1, random);
  private final double[][] student = RandomNodes.ofNorm(5, INPUTS, OUTPUTS, 0.5, random);
  private final PopulationFlow flow = new PopulationFlow(teacher, INPUTS);

  @Test
  void theVelocityIsMinusTheGradientOfTheLoss() {
    double[][] velocity = flow.at(student);
    double h = 1e-6;
    for (int k = 0; k < student.length; k++) {
      for (int i = 0; i < INPUTS + OUTPUTS; i++) {
        double slope = (lossWith(k, i, h) - lossWith(k, i, -h)) / (2 * h);
        assertThat(velocity[k][i]).isCloseTo(-slope, within(1e-8));
      }
    }
  }

  @Test
  void theLossAndEquationSevenAreThoseOfSamples() {
    int samples = 200_000;
    double[][] velocity = flow.at(student);
    double sum = 0;
    double squares = 0;
    double growth = 0;
    double growthSquares = 0;
    for (int sample = 0; sample < samples; sample++) {
      double[] x = Directions.gaussian(INPUTS, random);
      double[] residue = Directions.sum(output(teacher, x), -1, output(student, x));
      double loss = Directions.dot(residue, residue) / 2;
      sum += loss / samples;
      squares += loss * loss / samples;
      // v_kᵀ f_k r of the first student.
      double pull =
          Math.max(0, Directions.dot(flow.weights(student[0]), x))
              * Directions.dot(flow.fanOut(student[0]), residue);
      growth += pull / samples;
      growthSquares += pull * pull / samples;
    }
    double error = Math.sqrt((squares - sum * sum) / samples);
    assertThat(flow.loss(student)).isCloseTo(sum, within(4 * error));
    double half = Directions.dot(flow.weights(student[0]), flow.weights(velocity[0]));
    error = Math.sqrt((growthSquares - growth * growth) / samples);
    assertThat(half).isCloseTo(growth, within(4 * error));
  }

  @Test
  void theTeacherItselfStandsStill() {
    assertThat(flow.loss(teacher)).isCloseTo(0, within(1e-15));
    for (double[] row : flow.at(teacher)) {
      assertThat(Directions.norm(row)).isLessThan(1e-15);
    }
  }

  @Test
  void ratiosOfNormsGrowAsTheIntegralAndDifferencesOfSquaresAreConserved() {
    NormGrowth growth = NormGrowth.of(flow, student, 0.1, 10);
    NormGrowth finer = NormGrowth.of(flow, student, 0.05, 10);
    assertThat(growth.drift()).isLessThan(1e-6);
    assertThat(growth.drift() / finer.drift()).isGreaterThan(10);
    for (int k = 0; k < student.length; k++) {
      assertThat(growth.logarithms()[k]).isCloseTo(growth.integrals()[k], within(1e-4));
    }
  }

  /** Without balanced norms ŵ·r is not what the norm grows by. */
  @Test
  void withFanOutsOfAnotherNormTheIntegralMisses() {
    double[][] unbalanced =
        Arrays.stream(student)
            .map(row -> RandomNodes.row(flow.weights(row), 1, flow.fanOut(row), 3))
            .toArray(double[][]::new);
    NormGrowth growth = NormGrowth.of(flow, unbalanced, 0.05, 5);
    assertThat(growth.drift()).isLessThan(0.01);
    assertThat(Math.abs(growth.logarithms()[0] - growth.integrals()[0])).isGreaterThan(0.05);
  }

  @Test
  void rungeAndKuttaAreOfTheFourthOrderAndEulerOfTheFirst() {
    Flow.Field decay = state -> new double[][] {{-state[0][0]}};
    double[][] one = {{1}};
    double coarse = Flow.rungeKutta(decay, one, 0.1, 1)[0][0] - StrictMath.exp(-1);
    double fine = Flow.rungeKutta(decay, one, 0.05, 1)[0][0] - StrictMath.exp(-1);
    assertThat(coarse / fine).isBetween(14.0, 18.0);
    assertThat(Flow.euler(decay, one, 0.1)[0][0]).isEqualTo(0.9);
  }

  @Test
  void aTeacherNodeIsMatchedWhereAStudentStartsAndOthersNeverIfThereIsNoTime() {
    double[][] start = student.clone();
    start[2] = teacher[1];
    double[] arrivals = Arrivals.of(flow, start, 0.1, 1, 0.95);
    assertThat(arrivals[1]).isZero();
    assertThat(arrivals[0]).isInfinite();
    assertThat(Arrivals.of(flow, start, 0.1, 200, 0.95)[0]).isBetween(0.1, 200.0);
  }

  @Test
  void theRatioOfTwoStudentsGrowsByDeltaAndElseStaysOnceTheResidueIsGone() {
    for (double delta : new double[] {0, 0.04}) {
      SharedResidue field = new SharedResidue(new double[] {1, 0}, delta);
      double[][] state = {{0.01, 0.002}, {0.005, 0.015}};
      double before = 0;
      for (int i = 0; i < 4000; i++) {
        before = i == 2000 ? SharedResidue.logRatio(state) : before;
        state = Flow.euler(field, state, 0.01);
      }
      assertThat(SharedResidue.logRatio(state) - before).isCloseTo(20 * delta, within(0.01));
    }
  }

  private double lossWith(int node, int place, double change) {
    double[][] changed = student.clone();
    changed[node] = student[node].clone();
    changed[node][place] += change;
    return flow.loss(changed);
  }

  private double[] output(double[][] rows, double[] x) {
    double[] sum = new double[OUTPUTS];
    for (double[] row : rows) {
      sum =
          Directions.sum(sum, Math.max(0, Directions.dot(flow.weights(row), x)), flow.fanOut(row));
    }
    return sum;
  }

  private static RandomGenerator random(String purpose) {
    return new Streams(purpose, 1).stream("test", "", Streams.ONCE);
  }
}
