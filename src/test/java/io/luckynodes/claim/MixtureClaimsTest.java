package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims on H* and β*, of layers of two teacher nodes and two students that follow one each. */
class MixtureClaimsTest {
  private static final String NEARS = "mixture-nears-diagonal";
  private static final String GATES = "gates-sharpen-diagonal";
  private static final String BETA = "high-correlation-high-beta";
  private static final int SEEDS = 3;

  private final List<String> rows = new ArrayList<>();

  /** One layer at one epoch in every seed: shares on the diagonal, of sums of sizes of 1. */
  private MixtureClaimsTest add(int layer, int epoch, double h, double beta) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      add(seed, layer, epoch, h, beta);
    }
    return this;
  }

  private void add(int seed, int layer, int epoch, double h, double beta) {
    for (int teacher = 0; teacher < 2; teacher++) {
      for (int student = 0; student < 2; student++) {
        boolean follows = teacher == student;
        rows.add(
            "%d %d %d %d %d %s %s %s"
                .formatted(
                    seed,
                    epoch,
                    layer,
                    teacher,
                    student,
                    follows ? beta / 2 : (1 - beta) / 2,
                    // Sizes count, not signs.
                    follows ? -h / 2 : (1 - h) / 2,
                    follows ? 0.9 : 0.1));
      }
    }
  }

  private Verdict judge(String predicate) {
    return Judging.judge(
        predicate,
        "{}",
        "{}",
        new TextTable("seed epoch layer teacher student beta h correlation", rows));
  }

  @Test
  void mixtureNearsADiagonalIfBothKindsDoInEveryLayer() {
    add(0, 0, 0.5, 0.5).add(0, 4, 0.9, 0.6).add(1, 0, 0.4, 0.5).add(1, 4, 0.9, 0.6);
    Verdict holds = judge(NEARS);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places())
        .extracting(Verdict.Place::name)
        .containsExactly("layer 1 · H*", "layer 1 · β*", "layer 2 · H*", "layer 2 · β*");
    assertThat(holds.numbers().get("layer 2 · H* · before")).isCloseTo(0.4, within(1e-12));
    assertThat(holds.numbers().get("layer 1 · β* · after")).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void mixtureDoesNotNearADiagonalIfOneKindLeavesIt() {
    add(0, 0, 0.5, 0.5).add(0, 4, 0.9, 0.45);
    Verdict fails = judge(NEARS);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 1 · β*").doesNotContain("H*");
  }

  @Test
  void gatesSharpenADiagonalIfHGainsMoreThanBeta() {
    add(0, 0, 0.5, 0.5).add(0, 4, 0.9, 0.6);
    Verdict holds = judge(GATES);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places().get(0).mean()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void gatesThatWereSharperFromTheStartHaveNotSharpened() {
    // H* lies nearer to the diagonal after training, but did so before.
    add(0, 0, 0.7, 0.5).add(0, 4, 0.8, 0.7);
    assertThat(judge(GATES).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void betaFollowsCorrelationIfItsOrderIsTheSameAfterTrainingAndWasNotBefore() {
    add(0, 0, 0.5, 0.5).add(0, 4, 0.5, 0.8);
    Verdict holds = judge(BETA);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("layer 1 · after")).isCloseTo(1, within(1e-12));
    assertThat(holds.places().get(0).mean()).isCloseTo(1, within(1e-12));
  }

  @Test
  void betaDoesNotFollowCorrelationIfItsOrderIsTheOther() {
    add(0, 0, 0.5, 0.2).add(0, 4, 0.5, 0.3);
    assertThat(judge(BETA).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void betaThatIsOnlyLessAgainstCorrelationThanBeforeDoesNotFollowIt() {
    // From −1 to 0.
    add(0, 0, 0.5, 0.2).add(0, 4, 0.5, 0.5);
    assertThat(judge(BETA).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {NEARS, GATES, BETA})
  void nothingHoldsOfAnUntrainedNetwork(String predicate) {
    add(0, 0, 0.7, 0.6).add(0, 4, 0.7, 0.6);
    assertThat(judge(predicate).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {NEARS, GATES, BETA})
  void nothingHoldsOfADeadNetwork(String predicate) {
    add(0, 0, 0.5, 0.4);
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (int pair = 0; pair < 4; pair++) {
        rows.add("%d 4 0 %d %d 0 0 0".formatted(seed, pair / 2, pair % 2));
      }
    }
    assertThat(judge(predicate).outcome()).isNotEqualTo(Outcome.HOLDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {NEARS, GATES, BETA})
  void oneSeedIsNotEnoughAndOneEpochIsNothing(String predicate) {
    add(1, 0, 0, 0.5, 0.5);
    assertThat(judge(predicate).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    add(1, 0, 4, 0.9, 0.6);
    assertThat(judge(predicate).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {NEARS, BETA})
  void aSeedThatDivergedCountsWithNothing(String predicate) {
    add(0, 0, 0.5, 0.5).add(0, 4, 0.9, 0.6);
    add(8, 0, 0, 0.5, 0.5);
    add(9, 0, 0, 0.5, 0.5);
    add(9, 0, 4, Double.NaN, Double.NaN);
    Verdict verdict = judge(predicate);
    assertThat(verdict.places().get(0).diverged()).containsExactly(8, 9);
    assertThat(verdict.places().get(0).bySeed().get(8)).isNotPositive();
    assertThat(verdict.places().get(0).bySeed().get(9)).isNotPositive();
    assertThat(verdict.places().get(0).bySeed().get(1)).isPositive();
  }
}
