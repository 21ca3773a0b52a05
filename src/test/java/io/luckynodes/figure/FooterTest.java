package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FooterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "initial deviation 0.00001 instead of 0.001 | initial deviation 10⁻⁵ instead of 0.001",
        "[0.00001, 0.001, 0.01] instead of [0.000025] | [10⁻⁵, 0.001, 0.01] instead of [2.5·10⁻⁵]",
        "learning rate 0.00025 | learning rate 0.00025",
        "1.00001, 10.00001, 0.00000 and 0.5 | 1.00001, 10.00001, 0.00000 and 0.5"
      })
  void smallNumbersAreWrittenByTheirPowerOfTen(String text, String shortened) {
    assertThat(Footer.shortened(text)).isEqualTo(shortened);
  }
}
