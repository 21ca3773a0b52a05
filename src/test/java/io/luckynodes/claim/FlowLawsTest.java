package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import org.junit.jupiter.api.Test;

/** Claims about the Race's dynamics are refuted by wrong mathematics. */
class FlowLawsTest {
  @Test
  void oneNeuronHeldByItsOwnClassRefutesTheCorrectedTheorem() {
    String options = "{'law': 'own-bounds', 'quantity': 'it', 'most': 0.5}";
    assertThat(judge("law-at-most", options, law("own-bounds", "0", "0", "0")))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", options, law("own-bounds", "0", "1", "0")))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneNeuronThatEndsLowerRefutesTheClimb() {
    String options = "{'law': 'climb', 'quantity': 'it', 'least': 0}";
    assertThat(judge("law-at-least", options, law("climb", "2", "1e-9", "3")))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-least", options, law("climb", "2", "-1e-9", "3")))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aMissThatDoesNotVanishWithTheStepRefutesTheIntegral() {
    String options = "{'law': 'growth-miss-slope', 'quantity': 'it', 'tolerance': 0.15}";
    String predicate = "law-mean-as-predicted";
    assertThat(judge(predicate, options, law("growth-miss-slope", "0.99", "1.01", "1.02")))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge(predicate, options, law("growth-miss-slope", "0.01", "-0.01", "0.02")))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneSwappedSignRefutesTheEquations() {
    String options = "{'law': 'polar', 'quantity': 'it', 'tolerance': 1e-6}";
    assertThat(judge("law-agrees", options, law("polar", "1", "1", "1"))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, law("polar", "1", "-1", "1"))).isEqualTo(Outcome.FAILS);
  }

  /** A number of each of three seeds, with 1 predicted. */
  private static TextTable law(String name, String... y) {
    String[] rows = new String[y.length];
    for (int i = 0; i < y.length; i++) {
      rows[i] = "%d 0 %s series 1 %s 1".formatted(i + 1, name, y[i]);
    }
    return TextTable.of("seed epoch law series x y predicted", rows);
  }

  private static Outcome judge(String predicate, String options, TextTable laws) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", laws).outcome();
  }
}
