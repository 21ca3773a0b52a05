package io.luckynodes.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignFlipTest {
  /** Every choice of signs, one after another. */
  private static double plain(double[] values) {
    double found = Arrays.stream(values).sum();
    int atLeast = 0;
    for (int signs = 0; signs < 1 << values.length; signs++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
      }
      atLeast += sum >= found - 1e-9 ? 1 : 0;
    }
    return atLeast / (double) (1 << values.length);
  }

  @Test
  void itCountsAsTheDefinitionDoes() {
    Random random = new Random(5);
    for (int n = 1; n <= 12; n++) {
      double[] values = random.doubles(n, -0.5, 1).toArray();
      assertThat(SignFlip.p(values)).as(n + " values").isEqualTo(plain(values));
    }
  }

  @Test
  void tiesAndZerosCountAsAtLeast() {
    assertThat(SignFlip.p(new double[] {0, 0, 0})).isEqualTo(1);
    assertThat(SignFlip.p(new double[] {1, 1, -1})).isEqualTo(4.0 / 8);
  }

  @Test
  void thirtyTwoSeedsAreExactToo() {
    double[] alike = new double[32];
    Arrays.fill(alike, 0.1);
    assertThat(SignFlip.p(alike)).isCloseTo(Math.pow(2, -32), within(1e-15));
  }

  @Test
  void noValuesAndTooManyHaveNoP() {
    assertThat(SignFlip.p(new double[0])).isNaN();
    assertThat(SignFlip.p(new double[41])).isNaN();
  }
}
