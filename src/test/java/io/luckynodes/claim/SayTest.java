package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 2", "-0.2, −0.2", "0.0001, 0.0001", "1e-12, 10⁻¹²", "-2.5e-5, −2.5·10⁻⁵"})
  void thresholdsAreWrittenAsDefinitionsGiveThem(double value, String words) {
    assertThat(Say.number(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "-0.3251, −0.325",
    "39686, 39686",
    "0.00012345, 0.000123",
    "0.000012, 1.20·10⁻⁵",
    "-2.828e96, −2.83·10⁹⁶",
    "9.999e-7, 1.00·10⁻⁶",
    "Infinity, Infinity"
  })
  void measuredNumbersHaveThreeDigits(double value, String words) {
    assertThat(Say.measured(value)).isEqualTo(words);
  }
}
