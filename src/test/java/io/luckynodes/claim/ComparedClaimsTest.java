package io.luckynodes.claim;

import static io.luckynodes.claim.CourseTables.CONV;
import static io.luckynodes.claim.CourseTables.CONV_BN;
import static io.luckynodes.claim.CourseTables.FC;
import static io.luckynodes.claim.CourseTables.FC_BN;
import static io.luckynodes.claim.CourseTables.course;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.LuckyException;
import io.luckynodes.table.LayersRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that compare variants with each other. */
class ComparedClaimsTest {
  private static final String HIGHER = "correlation-higher";
  private static final String HIGHER_THROUGHOUT = "correlation-higher-throughout";
  private static final String MORE_LATE = "correlation-gains-more-late";
  private static final String RANK = "rank-lower-throughout";
  private static final String ACCURACY = "accuracy-higher-throughout";
  private static final String LEAD = "correlation-lead-greater";
  private static final String RANK_LEAD = "rank-lead-greater";
  private static final String RHO = "mean_best_correlation";
  private static final String PAIR = "{\"of\": [%s], \"than\": [%s]}".formatted(FC_BN, FC);
  private static final String REVERSED = "{\"of\": [%s], \"than\": [%s]}".formatted(FC, FC_BN);
  private static final String LEADS =
      "{\"of\": [%s, %s], \"over\": [%s, %s]}".formatted(CONV_BN, FC_BN, CONV, FC);
  private static final String LEADS_REVERSED =
      "{\"of\": [%s, %s], \"over\": [%s, %s]}".formatted(FC_BN, CONV_BN, FC, CONV);

  private final CourseTables tables = new CourseTables();

  // Pairs.

  @Test
  void correlationIsHigherByTheMeanOverLayersAfterTheLastEpoch() {
    tables.layers(FC_BN, course(0, 0, 0, 0.8), course(0, 0, 0, 0.6));
    tables.layers(FC, course(0, 0.9, 0.9, 0.7), course(0, 0.9, 0.9, 0.5));
    Verdict holds = tables.judge(HIGHER, PAIR);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 1")).isCloseTo(0.7, within(1e-12));
    assertThat(holds.places().get(0).mean()).isCloseTo(0.1, within(1e-12));
    assertThat(tables.judge(HIGHER, REVERSED).outcome()).isEqualTo(Outcome.FAILS);
    // Over the course of training it is the other way round.
    assertThat(tables.judge(HIGHER_THROUGHOUT, PAIR).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(tables.judge(HIGHER_THROUGHOUT, REVERSED).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void lateGainsAreThoseOfTheSecondHalf() {
    tables.layers(FC_BN, course(0.1, 0.2, 0.3, 0.5));
    tables.layers(FC, course(0.1, 0.7, 0.8, 0.85));
    Verdict holds = tables.judge(MORE_LATE, PAIR);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 0")).isCloseTo(0.05, within(1e-12));
    assertThat(tables.judge(MORE_LATE, REVERSED).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void ranksAreLowerByTheirMeanOverTime() {
    tables.ranks(FC, course(0.4, 0.2, 0.1, 0));
    tables.ranks(FC_BN, course(0.3, 0.2, 0.1, 0));
    Verdict holds = tables.judge(RANK, PAIR);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 0")).isCloseTo(0.1375, within(1e-12));
    assertThat(tables.judge(RANK, REVERSED).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aStudentThatLearnsNothingDoesNotWinByRanksThatStayWhereTheyAre() {
    tables.ranks(FC, course(0.4, 0.2, 0.1, 0));
    tables.ranksAlone(FC_BN, course(0, 0, 0, 0));
    tables.layers(FC_BN, course(0.4, 0.4, 0.4, 0.4));
    assertThat(tables.judge(RANK, PAIR).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void accuracyIsHigherByItsMeanOverTime() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.accuracy(FC_BN, seed, 0.6, 0.1, 0.4, 0.45, 0.5);
      tables.accuracy(FC, seed, 0.6, 0.1, 0.3, 0.4, 0.5);
    }
    assertThat(tables.judge(ACCURACY, PAIR).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(tables.judge(ACCURACY, REVERSED).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void accuracyOfANetworkThatDivergedIsAGuess() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.accuracy(FC_BN, seed, 0.6, 0.1, 0.4, 0.45, seed == 2 ? Double.NaN : 0.5);
      tables.accuracy(FC, seed, 0.6, 0.1, 0.2, 0.2, 0.2);
    }
    Verdict verdict = tables.judge(ACCURACY, PAIR);
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).diverged()).containsExactly(2);
    // 0.1 throughout against (0.15 + 0.2 + 2 · 0.2) / 4.
    assertThat(verdict.places().get(0).bySeed().get(2)).isCloseTo(-0.0875, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {HIGHER, HIGHER_THROUGHOUT, MORE_LATE, RANK})
  void equalCoursesAreNotResolved(String predicate) {
    for (String cell : new String[] {FC, FC_BN}) {
      tables.ranks(cell, course(0.3, 0.2, 0.1, 0));
    }
    assertThat(tables.judge(predicate, PAIR).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {HIGHER, HIGHER_THROUGHOUT, MORE_LATE, RANK})
  void untrainedNetworksAreNotBetterThanEachOther(String predicate) {
    for (String cell : new String[] {FC, FC_BN}) {
      tables.ranksAlone(cell, course(0, 0, 0, 0));
      tables.layers(cell, course(0.4, 0.4, 0.4, 0.4));
    }
    assertThat(tables.judge(predicate, PAIR).outcome()).isNotEqualTo(Outcome.HOLDS);
  }

  @Test
  void differencesAreTakenWithinASeed() {
    // Seeds differ by far more than the effect.
    for (int seed = 1; seed <= 3; seed++) {
      double shift = 0.2 * seed;
      tables.seed(LayersRow.class, FC_BN, RHO, seed, v -> v + shift, course(0, 0, 0, 0.22));
      tables.seed(LayersRow.class, FC, RHO, seed, v -> v + shift, course(0, 0, 0, 0.2));
    }
    assertThat(tables.judge(HIGHER, PAIR).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void aSeedThatDivergedCountsWithNothing() {
    tables.layers(FC_BN, course(0.3, 0.4, 0.5, 0.7));
    for (int seed = 1; seed <= 3; seed++) {
      // One has no last epoch, another a number that is none.
      double[] course =
          seed == 1
              ? course(0.3, 0.9, 0.9)
              : seed == 2 ? course(0.3, Double.NaN, 0.9, 0.99) : course(0.3, 0.4, 0.5, 0.6);
      tables.seed(LayersRow.class, FC, RHO, seed, v -> v, course);
    }
    Verdict verdict = tables.judge(HIGHER, PAIR);
    assertThat(verdict.places().get(0).diverged()).containsExactly(1, 2);
    assertThat(verdict.numbers().get("fc batch norm 0")).isCloseTo(0.2, within(1e-12));
    assertThat(verdict.places().get(0).bySeed().get(2)).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void whatIsBetterThanAllOfItHasNoRoom() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.seed(LayersRow.class, FC, RHO, seed, v -> v, course(0, 0, 0, 1));
      tables.seed(LayersRow.class, FC_BN, RHO, seed, v -> v, course(0, 0, 0, 0.9));
    }
    Verdict verdict = tables.judge(HIGHER, PAIR);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).containsExactly("fc batch norm 1 against fc batch norm 0");
    assertThat(tables.judge(HIGHER, REVERSED).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void coursesOfOtherLengthsAreNotCompared() {
    tables.ranks(FC_BN, course(0.3, 0.1, 0.05, 0));
    tables.ranksAlone(CONV_BN, course(0.3, 0.2, 0));
    tables.layers(CONV_BN, course(0.3, 0.4, 0.8));
    for (String predicate : new String[] {HIGHER, HIGHER_THROUGHOUT, MORE_LATE, RANK}) {
      Verdict open =
          tables.judge(predicate, "{\"of\": [%s], \"than\": [%s]}".formatted(FC_BN, CONV_BN));
      assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
      assertThat(open.why()).contains("over the same epochs");
    }
  }

  @Test
  void aPairThatWasNotMeasuredLeavesTheClaimOpen() {
    tables.layers(FC_BN, course(0, 0, 0, 0.8));
    tables.layers(FC, course(0, 0, 0, 0.7));
    tables.layers(CONV_BN, course(0, 0, 0, 0.8));
    Verdict open =
        tables.judge(
            HIGHER, "{\"of\": [%s, %s], \"than\": [%s, %s]}".formatted(FC_BN, CONV_BN, FC, CONV));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("Nothing was measured of conv");
  }

  @ParameterizedTest
  @ValueSource(strings = {HIGHER, HIGHER_THROUGHOUT, MORE_LATE})
  void oneSeedIsNotEnough(String predicate) {
    tables.seed(LayersRow.class, FC_BN, RHO, 1, v -> v, course(0, 0.5, 0.6, 0.9));
    tables.seed(LayersRow.class, FC, RHO, 1, v -> v, course(0, 0.2, 0.3, 0.4));
    assertThat(tables.judge(predicate, PAIR).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Leads.

  @Test
  void oneLeadIsGreaterThanTheOther() {
    tables.layers(CONV_BN, course(0, 0, 0, 0.9));
    tables.layers(CONV, course(0, 0, 0, 0.6));
    tables.layers(FC_BN, course(0, 0, 0, 0.9));
    tables.layers(FC, course(0, 0, 0, 0.7));
    Verdict holds = tables.judge(LEAD, LEADS);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("fc batch norm 1 over fc batch norm 0"))
        .isCloseTo(0.2, within(1e-12));
    assertThat(tables.judge(LEAD, LEADS_REVERSED).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aLowerRankIsALead() {
    tables.ranks(CONV_BN, course(0.1, 0.1, 0.1, 0.1));
    tables.ranks(CONV, course(0.4, 0.4, 0.4, 0.4));
    tables.ranks(FC_BN, course(0.2, 0.2, 0.2, 0.2));
    tables.ranks(FC, course(0.3, 0.3, 0.3, 0.3));
    assertThat(tables.judge(RANK_LEAD, LEADS).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(tables.judge(RANK_LEAD, LEADS_REVERSED).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void leadsOfUntrainedNetworksOrOfOneSeedOrOfOtherEpochsAreNoEvidence() {
    for (String cell : new String[] {CONV_BN, CONV, FC_BN, FC}) {
      tables.ranksAlone(cell, course(0, 0, 0, 0));
      tables.layers(cell, course(0.4, 0.4, 0.4, 0.4));
    }
    assertThat(tables.judge(LEAD, LEADS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(tables.judge(RANK_LEAD, LEADS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);

    CourseTables one = new CourseTables();
    double[] lasts = {0.9, 0.3, 0.7, 0.6};
    String[] cells = {CONV_BN, CONV, FC_BN, FC};
    CourseTables shorter = new CourseTables();
    for (int i = 0; i < cells.length; i++) {
      one.seed(LayersRow.class, cells[i], RHO, 1, v -> v, course(0, 0, 0, lasts[i]));
      shorter.layers(cells[i], i < 2 ? course(0, 0, lasts[i]) : course(0, 0, 0, lasts[i]));
    }
    assertThat(one.judge(LEAD, LEADS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(shorter.judge(LEAD, LEADS).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  // Options.

  @Test
  void variantsAreCheckedWhenDefinitionsAreRead() {
    assertThat(fault("{\"of\": 1, \"than\": []}")).contains("expected a list of variants");
    assertThat(fault("{\"of\": [{\"experiment\": 3}], \"than\": [{}]}")).contains("options.");
    assertThat(fault(PAIR.replace("\"batch_norm\": 1", "\"batch_norm\": \"yes\"")))
        .contains("each an experiment and numbers of its axes, found");
    tables.layers(FC, course(0, 0, 0, 0));
    assertThatThrownBy(
            () -> tables.judge(HIGHER, "{\"of\": [%s, %s], \"than\": [%s]}".formatted(FC, FC, FC)))
        .hasMessageContaining("expected as many values as of has, 2, found 1");
    assertThatThrownBy(() -> tables.judge(LEAD, "{\"of\": [%s], \"over\": [%s]}".formatted(FC, FC)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("options.of: expected 2 values, found 1");
  }

  private static String fault(String options) {
    return String.join("\n", Claims.faults(Judging.claim(HIGHER, options)));
  }
}
