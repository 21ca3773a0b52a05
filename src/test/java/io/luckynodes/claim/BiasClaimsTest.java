package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import org.junit.jupiter.api.Test;

/** Claims on biases of BatchNorm that are only read, so that nothing is left to chance. */
class BiasClaimsTest {
  private static final String NEGATIVE = "biases-negative";
  private static final String UPPER = "upper-biases-more-negative";

  /** A verdict on layers, each of some channels of which some have a negative bias. */
  private static Verdict judge(String predicate, String... layers) {
    String[] rows = new String[layers.length];
    for (int layer = 0; layer < rows.length; layer++) {
      rows[layer] = "1 0 " + layer + " " + layers[layer];
    }
    return Judging.judge(
        predicate, "{}", "{}", TextTable.of("seed epoch layer channels negative", rows));
  }

  @Test
  void biasesAreNegativeIfMoreThanHalfOfAllAre() {
    Verdict verdict = judge(NEGATIVE, "10 2", "20 14");
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("biases", 30.0)
        .containsEntry("negative biases", 16.0);
    assertThat(verdict.places().get(0).mean()).isEqualTo(16.0 / 30);
  }

  @Test
  void halfOfThemIsNoMajority() {
    assertThat(judge(NEGATIVE, "10 2", "20 13").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge(NEGATIVE, "10 10", "20 2").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void untrainedBiasesAreNotNegative() {
    // They are all 0.
    assertThat(judge(NEGATIVE, "10 0", "20 0").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge(UPPER, "10 0", "20 0").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void theUpperHalfIsComparedWithTheLowerWithoutTheMiddleLayer() {
    // Shares 0.2, 0.8, 0.1 (middle), 0.9, 0.5: 12 of 30 below, 19 of 30 above.
    Verdict verdict = judge(UPPER, "20 4", "10 8", "40 4", "10 9", "20 10");
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).mean()).isCloseTo(7.0 / 30, within(1e-12));
    assertThat(verdict.numbers())
        .containsEntry("negative share, lower half", 12.0 / 30)
        .containsEntry("negative share, upper half", 19.0 / 30)
        .containsEntry("layer 3 · negative share", 0.1);
    // Ranks of the shares 1, 3, 0, 4, 2 against 0 to 4: 1 − 6 · 14 / (5 · 24).
    assertThat(verdict.numbers().get("rank correlation of layer and negative share"))
        .isCloseTo(0.3, within(1e-12));
  }

  @Test
  void theUpperHalfIsNotMoreNegativeIfTheLowerIsAsMuchOrMore() {
    assertThat(judge(UPPER, "10 5", "20 10").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge(UPPER, "10 9", "20 10").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneLayerHasNoHalves() {
    assertThat(judge(UPPER, "10 5").outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }
}
