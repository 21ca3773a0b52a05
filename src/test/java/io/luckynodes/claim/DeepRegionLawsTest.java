package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import org.junit.jupiter.api.Test;

/** Claims about deep students in the plane are refuted by one number that is wrong. */
class DeepRegionLawsTest {
  private static final String COLUMNS = "seed epoch law series x y predicted";

  @Test
  void oneMissedLineOfOneCriticalTrialRefutesTheoremFour() {
    String options = "{'law': 'critical-angle', 'quantity': 'it', 'most': 0.01}";
    assertThat(judge("law-at-most", options, angles("critical-angle", "1e-14")))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", options, angles("critical-angle", "0.5")))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneSpreadRefutesCorollaryOne() {
    String options = "{'law': 'mixture-spread', 'quantity': 'it', 'most': 1e-12}";
    assertThat(judge("law-at-most", options, angles("mixture-spread", "0")))
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", options, angles("mixture-spread", "1e-6")))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneFarTrialWhoseLinesAreFoundRefutesThatThePremiseIsNeeded() {
    String options = "{'law': 'far-angle', 'quantity': 'it', 'least': 1}";
    assertThat(judge("law-at-least", options, angles("far-angle", "40"))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable angles(String law, String ofOne) {
    return TextTable.of(
        COLUMNS,
        "1 0 " + law + " worst 0.2 1e-15 NaN",
        "2 0 " + law + " worst 0.3 0 NaN",
        "2 0 " + law + " worst 0.3 " + ofOne + " NaN");
  }

  private static Outcome judge(String predicate, String options, TextTable laws) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", laws).outcome();
  }
}
