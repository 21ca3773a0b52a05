package io.luckynodes.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  @Test
  void aLineIsFoundAgain() {
    double[] x = {-1, 0, 2, 5};
    double[] y = {5, 3, -1, -7};
    LeastSquares line = LeastSquares.of(x, y);
    assertThat(line.slope()).isCloseTo(-2, within(1e-12));
    assertThat(line.intercept()).isCloseTo(3, within(1e-12));
  }

  @Test
  void noOtherLineIsNearerToThePoints() {
    Random random = new Random(5);
    double[] x = random.doubles(30).toArray();
    double[] y = random.doubles(30).toArray();
    LeastSquares line = LeastSquares.of(x, y);
    double least = squares(x, y, line.slope(), line.intercept());
    for (int i = 0; i < 100; i++) {
      double slope = line.slope() + 0.1 * random.nextGaussian();
      double intercept = line.intercept() + 0.1 * random.nextGaussian();
      assertThat(squares(x, y, slope, intercept)).isGreaterThanOrEqualTo(least);
    }
  }

  private static double squares(double[] x, double[] y, double slope, double intercept) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(y[i] - intercept - slope * x[i], 2);
    }
    return sum;
  }

  @Test
  void pointsWithoutAPlaceArePassedOverAndPointsAboveEachOtherHaveNoSlope() {
    assertThat(
            LeastSquares.of(
                new double[] {0, 1, Double.NaN, 2},
                new double[] {0, 1, 9, Double.NEGATIVE_INFINITY}))
        .isEqualTo(new LeastSquares(1, 0));
    assertThat(LeastSquares.of(new double[] {1, 1}, new double[] {0, 1}).slope()).isNaN();
    assertThat(LeastSquares.of(new double[0], new double[0]).slope()).isNaN();
  }
}
