package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void statementsStandInThePapersOrder() {
    assertThat(
            Stream.of(
                    "Theorem 10",
                    "Theorem 3.11",
                    "Lemma 2",
                    "Theorem 9",
                    "Theorem 3.6",
                    "Theorem 3")
                .sorted(Statements.IN_PAPERS_ORDER))
        .containsExactly(
            "Lemma 2", "Theorem 3", "Theorem 3.6", "Theorem 3.11", "Theorem 9", "Theorem 10");
  }

  @Test
  void aVerdictSaysInWhichReadingAStatementStands() {
    assertThat(words(Outcome.HOLDS, "printed")).isEqualTo("holds");
    assertThat(words(Outcome.FAILS, "printed")).isEqualTo("fails as printed");
    assertThat(words(Outcome.HOLDS, "corrected")).isEqualTo("holds as corrected");
    assertThat(words(Outcome.FAILS, "assumption")).isEqualTo("assumption that fails");
    assertThat(words(Outcome.NOT_RESOLVED, "corrected")).isEqualTo("not resolved");
  }

  private static String words(Outcome outcome, String reading) {
    return Statements.words(outcome.words(), reading);
  }
}
