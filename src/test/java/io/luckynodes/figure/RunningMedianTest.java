package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningMedianTest {
  @Test
  void eachPointIsTheMedianOfNeighboursInTheOrderOfX() {
    Series median =
        RunningMedian.of(
            "median",
            new double[] {4, 1, 3, 2, Double.NaN},
            new double[] {40, 10, 35, 90, 1000},
            3);
    assertThat(median.x()).containsExactly(2, 3);
    assertThat(median.y()).containsExactly(35, 40);
  }

  @Test
  void fewerDotsThanTheWindowHoldsGiveNoCurve() {
    assertThat(RunningMedian.of("median", new double[] {1, 2}, new double[] {1, 2}, 3).points())
        .isZero();
  }
}
