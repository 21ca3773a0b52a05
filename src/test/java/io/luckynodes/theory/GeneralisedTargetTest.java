package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GeneralisedTargetTest {
  private final RandomGenerator random = new Streams("generalised", 1).stream("test", "", 0);

  @Test
  void withoutSamplesThatHoldItIsTheTargetOfTheCell() {
    double[] sum = {3, -1, 2};
    assertThat(GeneralisedTarget.nearest(sum, List.of(), new double[] {0, 0, 1})).isEqualTo(sum);
  }

  @Test
  void sharesStayBetweenNothingAndTheWholeSample() {
    double[] w = {1, 0};
    // All of the sum across w is taken away, or as much as one sample can, or nothing.
    assertThat(target(new double[] {2, 0.5}, new double[] {0, 2}, w)).containsExactly(2, 0);
    assertThat(target(new double[] {2, 5}, new double[] {0, 2}, w)).containsExactly(2, 3);
    assertThat(target(new double[] {2, -5}, new double[] {0, 2}, w)).containsExactly(2, -5);
  }

  private static double[] target(double[] sum, double[] sample, double[] w) {
    return GeneralisedTarget.nearest(sum, List.of(sample), w);
  }

  @Test
  void noOtherSharesBringItNearer() {
    for (int round = 0; round < 20; round++) {
      double[] w = Directions.random(5, random);
      double[] sum = Directions.gaussian(5, random);
      List<double[]> held =
          List.of(
              Directions.gaussian(5, random),
              Directions.gaussian(5, random),
              Directions.gaussian(5, random));
      double best = across(GeneralisedTarget.nearest(sum, held, w), w);
      double least = Double.POSITIVE_INFINITY;
      int grid = 40;
      for (int at = 0; at < (grid + 1) * (grid + 1) * (grid + 1); at++) {
        double[] other = sum;
        int rest = at;
        for (double[] x : held) {
          other = Directions.sum(other, -(rest % (grid + 1)) / (double) grid, x);
          rest /= grid + 1;
        }
        least = Math.min(least, across(other, w));
      }
      assertThat(best).isLessThanOrEqualTo(least + 1e-12).isCloseTo(least, within(0.15));
    }
  }

  private static double across(double[] target, double[] w) {
    return Directions.norm(Directions.upright(target, w));
  }
}
