package io.luckynodes.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureLabelTest {
  @ParameterizedTest
  @CsvSource({
    "fig07, Figure 7",
    "fig12, Figure 12",
    "thm03-06, Theorem 3.6",
    "lem01, Lemma 1",
    "lemmas, Lemmas",
    "stable-cells, Stable cells",
    "fig03-epochs, Fig03 epochs",
    "abc12, Abc12"
  })
  void aNameBecomesWhatPeopleCallTheFigure(String name, String label) {
    assertThat(FigureLabel.of(name)).isEqualTo(label);
  }

  @Test
  void figuresComeFirstByNumberThenStatementsThenTheRest() {
    assertThat(
            Stream.of("merging", "thm10", "fig10", "lem03-04", "fig02", "thm09", "conserved")
                .sorted(FigureLabel.BY_NAME))
        .containsExactly("fig02", "fig10", "lem03-04", "thm09", "thm10", "conserved", "merging");
  }

  @Test
  void aStrangersNumberOfAnyLengthHasAPlace() {
    String name = "fig" + "9".repeat(40);
    assertThat(FigureLabel.BY_NAME.compare(name, "fig01")).isPositive();
    assertThat(FigureLabel.of(name)).startsWith("Figure ");
  }
}
