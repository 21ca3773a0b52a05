package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import org.junit.jupiter.api.Test;

/** Claims about gradients of small networks are refuted by one number that is wrong. */
class SmallFcLawsTest {
  private static final String COLUMNS = "seed epoch law series x y predicted";

  @Test
  void theRecursionIsRefutedByOneLayerOfOneSeed() {
    String options =
        "{'law': 'gradient-error', 'series': 'recursion', 'quantity': 'it', 'most': 1e-12}";
    assertThat(judge("law-at-most", options, error("3e-16"))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", options, error("1e-11"))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable error(String ofOne) {
    return TextTable.of(
        COLUMNS,
        "1 0 gradient-error recursion 1 1e-15 NaN",
        "2 0 gradient-error recursion 1 2e-15 NaN",
        "2 0 gradient-error recursion 2 " + ofOne + " NaN",
        "2 0 gradient-error differences 2 1 NaN");
  }

  @Test
  void updatesAreRefutedByOneWeight() {
    String options = "{'law': 'update', 'quantity': 'it', 'tolerance': 1e-6}";
    assertThat(judge("law-agrees", options, update("0.2000001"))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-agrees", options, update("0.20001"))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable update(String ofOne) {
    return TextTable.of(
        COLUMNS, "1 0 update layer 1 1 1", "1 0 update layer 0.2 " + ofOne + " 0.2");
  }

  @Test
  void aNormThatDriftsWhateverTheStepIsNotConserved() {
    String options = "{'law': 'drift-exponent', 'quantity': 'it', 'tolerance': 0.15}";
    assertThat(judge("law-mean-as-predicted", options, exponent("1.02"))).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-mean-as-predicted", options, exponent("0.05"))).isEqualTo(Outcome.FAILS);
  }

  private static TextTable exponent(String found) {
    return TextTable.of(
        COLUMNS,
        "1 0 drift-exponent after 0 " + found + " 1",
        "2 0 drift-exponent after 0 " + found + "2 1",
        "3 0 drift-exponent after 0 " + found + "1 1");
  }

  private static Outcome judge(String predicate, String options, TextTable laws) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", laws).outcome();
  }
}
