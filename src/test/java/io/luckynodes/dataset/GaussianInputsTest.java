package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GaussianInputsTest {
  private static final int SAMPLES = 10_000;
  private static final int DIMENSION = 100;
  private static final double STD = 1.5;

  private static RandomGenerator stream(int seed) {
    return new Streams("two-layer", seed).stream("inputs", "", Streams.ONCE);
  }

  @Test
  void valuesHaveTheMomentsAndTailsOfTheNormalDistribution() {
    float[] values = GaussianInputs.draw(stream(1), SAMPLES, DIMENSION, STD);
    assertThat(values).hasSize(SAMPLES * DIMENSION);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    int beyondTwo = 0;
    for (float value : values) {
      double z = value / STD;
      mean += z / values.length;
      square += z * z / values.length;
      fourth += z * z * z * z / values.length;
      beyondTwo += Math.abs(z) > 2 ? 1 : 0;
    }
    // Five standard errors of a million draws: 1, sqrt 2, sqrt 96 and sqrt(p(1-p)) thousandths.
    assertThat(mean).isCloseTo(0, within(0.005));
    assertThat(square).isCloseTo(1, within(0.0071));
    assertThat(fourth).isCloseTo(3, within(0.049));
    assertThat(beyondTwo / (double) values.length).isCloseTo(0.0455, within(0.00105));
  }

  @Test
  void neighboursInARowAreUncorrelated() {
    float[] values = GaussianInputs.draw(stream(1), SAMPLES, DIMENSION, 1);
    double product = 0;
    for (int i = 1; i < values.length; i++) {
      product += values[i] * values[i - 1] / values.length;
    }
    assertThat(product).isCloseTo(0, within(0.005));
  }

  @Test
  void drawsAreFixedByTheStreamAndAFewerSamplesAreTheFirstOfMore() {
    float[] values = GaussianInputs.draw(stream(1), 100, 20, 10);
    assertThat(GaussianInputs.draw(stream(1), 100, 20, 10)).isEqualTo(values);
    assertThat(GaussianInputs.draw(stream(1), 30, 20, 10))
        .isEqualTo(Arrays.copyOf(values, 30 * 20));
    assertThat(GaussianInputs.draw(stream(2), 100, 20, 10)).isNotEqualTo(values);
  }
}
