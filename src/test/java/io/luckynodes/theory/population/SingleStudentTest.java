package io.luckynodes.theory.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.SingleStudent.Trained;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SingleStudentTest {
  @Test
  void theStudentTurnsAsEquationTwelveSays() {
    for (double[] student : new double[][] {{-1, 0.2, 1}, {0.3, 0.4, 0.2}, {-0.1, 2, 3}}) {
      double predicted = SingleStudent.predictedTurning(student);
      assertThat(predicted).isNegative();
      for (Trained trained : Trained.values()) {
        assertThat(SingleStudent.turning(trained, new double[][] {student}))
            .isCloseTo(predicted, within(1e-15));
      }
    }
  }

  @Test
  void timesAreThoseOfTheIntegralAndTheSmallerTheGapTheLonger() {
    for (double gap : new double[] {1, 0.1, 0.001}) {
      for (Trained trained : Trained.values()) {
        // The law of weights alone is for small gaps.
        double tolerance = trained == Trained.WEIGHTS && gap > 0.1 ? 40 : 0.5;
        assertThat(SingleStudent.time(trained, gap, 0.02))
            .as(trained + " " + gap)
            .isCloseTo(SingleStudent.predictedTime(trained, gap), withinPercentage(tolerance));
      }
    }
    double gap = 1e-4;
    assertThat(SingleStudent.predictedTime(Trained.BOTH, gap) * gap)
        .isCloseTo(2 * Math.PI, withinPercentage(1));
  }

  @Test
  void manySamplesAreLikeThePopulationAndFewInBothRegionsNever() {
    RandomGenerator random = new Streams("single", 1).stream("inputs", "", Streams.ONCE);
    double[][] inputs = new double[20_000][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Directions.gaussian(2, random);
    }
    assertThat(SingleStudent.sampledTime(inputs, 1, 0.05, 100))
        .isCloseTo(SingleStudent.predictedTime(Trained.BOTH, 1), withinPercentage(8));
    double[][] elsewhere = {{1, 0.1}, {-1, 0.1}};
    assertThat(SingleStudent.sampledTime(elsewhere, 0.01, 0.1, 50)).isInfinite();
  }
}
