package io.luckynodes.claim;

import static io.luckynodes.claim.CourseTables.FC;
import static io.luckynodes.claim.CourseTables.course;
import static io.luckynodes.claim.CourseTables.grown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.WinnerRanksRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims on how r̄ of the final winners goes in each variant by itself. */
class RankClaimsTest {
  private static final String FALLS = "rank-falls";
  private static final String LOWEST = "lowest-layer-ranks-best";
  private static final String EARLY = "winners-lead-early";
  private static final String FIRST = "first-rank-as-published";
  private static final String OF_FC = "{\"variants\": [" + FC + "]}";

  private final CourseTables tables = new CourseTables();

  private static String early(int epoch) {
    return OF_FC.replace("]}", "], \"epoch\": " + epoch + "}");
  }

  private static String options(String predicate) {
    return predicate.equals(EARLY) ? early(0) : OF_FC;
  }

  // Falls.

  @Test
  void ranksFallQuicklyIfTheyLieBelowTheStraightLineToTheEnd() {
    tables.ranks(FC, course(0.4, 0.2, 0.1, 0));
    Verdict holds = tables.judge(FALLS, OF_FC);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    // 0.4 / 2 − 0.1375; half of a shift that is the same all along cancels but for one half.
    assertThat(holds.places().get(0).mean()).isCloseTo(0.0625, within(1e-12));
  }

  @Test
  void ranksThatFallAtTheEndAloneDoNotFallQuickly() {
    // As of a rank that changes by chance: it is 0 at the end since winners are chosen there.
    tables.ranks(FC, course(0.4, 0.38, 0.35, 0), course(0.4, 0.2, 0.1, 0));
    Verdict fails = tables.judge(FALLS, OF_FC);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 1").doesNotContain("layer 2");
  }

  @Test
  void ranksThatAreFirstFromTheStartHaveNoRoomToFall() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.seed(WinnerRanksRow.class, FC, "mean_rank", seed, v -> v, course(0, 0, 0, 0));
    }
    tables.layers(FC, grown());
    Verdict verdict = tables.judge(FALLS, OF_FC);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).hasSize(1);
  }

  // The lowest layer.

  @Test
  void theLowestLayerRanksBestIfItsMeanOverTrainingIsLowest() {
    tables.ranks(FC, course(0.3, 0.1, 0.05, 0), course(0.3, 0.2, 0.1, 0));
    assertThat(tables.judge(LOWEST, OF_FC).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void theLowestLayerDoesNotRankBestIfAnotherRanksLower() {
    tables.ranks(FC, course(0.3, 0.2, 0.1, 0), course(0.3, 0.1, 0.05, 0));
    assertThat(tables.judge(LOWEST, OF_FC).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void layersOfEqualRanksAreNotResolved() {
    tables.ranks(FC, course(0.3, 0.2, 0.1, 0), course(0.3, 0.2, 0.1, 0));
    assertThat(tables.judge(LOWEST, OF_FC).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Early lead.

  @ParameterizedTest
  @CsvSource({"0, 0.4, 0.9", "1, 0.9, 0.4"})
  void winnersLeadEarlyIfTheyRankBetterThanByChanceAtTheEpoch(
      int epoch, double start, double then) {
    tables.ranks(FC, course(start, then, 0.3, 0));
    assertThat(tables.judge(EARLY, early(epoch)).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(tables.judge(EARLY, early(1 - epoch)).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void theLastEpochSaysNothingOnWinners() {
    tables.ranks(FC, course(0.4, 0.3, 0.2, 0));
    Verdict open = tables.judge(EARLY, early(4));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("layer 1 at epoch 4, before the last");
  }

  @Test
  void anEpochThatWasNotMeasuredIsNotJudged() {
    tables.ranks(FC, course(0.4, 0.3, 0.2, 0));
    assertThat(tables.judge(EARLY, early(3)).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  // Networks without winners.

  @ParameterizedTest
  @ValueSource(strings = {FALLS, LOWEST, EARLY})
  void networksThatLearnNothingHaveNoWinnersThatCouldLead(String predicate) {
    // Ranks of a network that does not change are 0 all along; of its upper layer others.
    for (double[] still : new double[][] {course(0.4, 0.4, 0.4, 0.4), course(0.4, 0, 0, 0)}) {
      CourseTables untrained = new CourseTables();
      for (int seed = 1; seed <= 3; seed++) {
        untrained.seed(
            WinnerRanksRow.class,
            FC,
            "mean_rank",
            seed,
            v -> v,
            course(0, 0, 0, 0),
            course(0.1, 0, 0, 0));
      }
      untrained.layers(FC, still, still);
      Verdict verdict = untrained.judge(predicate, options(predicate));
      assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    }
  }

  @Test
  void oneLayerThatLearnsNothingHasNoWinnersThoughAnotherHas() {
    tables.ranksAlone(FC, course(0.1, 0.1, 0.1, 0), course(0.1, 0.1, 0.1, 0));
    tables.layers(FC, grown(), course(0.5, 0.5, 0.5, 0.4));
    Verdict verdict = tables.judge(EARLY, early(0));
    assertThat(verdict.places().get(0).mean()).isCloseTo(0.4, within(1e-12));
    assertThat(verdict.places().get(1).mean()).isZero();
  }

  @Test
  void aSeedThatDivergedHasRanksOfChance() {
    tables.ranks(FC, course(0.1, 0.1, 0.1, 0));
    tables.seed(
        WinnerRanksRow.class,
        FC,
        "mean_rank",
        9,
        v -> v,
        course(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    tables.seed(
        LayersRow.class,
        FC,
        "mean_best_correlation",
        9,
        v -> v,
        course(0.3, 0.4, Double.NaN, Double.NaN));
    Verdict verdict = tables.judge(EARLY, early(0));
    assertThat(verdict.places().get(0).diverged()).containsExactly(9);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(9, 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {FALLS, LOWEST, EARLY})
  void oneSeedIsNotEnough(String predicate) {
    tables.seed(
        WinnerRanksRow.class,
        FC,
        "mean_rank",
        1,
        v -> v,
        course(0.2, 0.05, 0.02, 0),
        course(0.4, 0.1, 0.1, 0));
    tables.layers(FC, grown(), grown());
    assertThat(tables.judge(predicate, options(predicate)).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Published first ranks.

  @Test
  void firstRanksAreAsPublishedWithinTheMargin() {
    String options = OF_FC.replace("]}", "], \"rank\": [0.1, 0.2], \"margin\": [0.03, 0.05]}");
    tables.ranks(FC, course(0.12, 0, 0, 0), course(0.17, 0, 0, 0));
    assertThat(tables.judge(FIRST, options).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(tables.judge(FIRST, options.replace("[0.1,", "[0.2,")).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void anUntrainedNetworkHasNoFirstRanks() {
    String options = OF_FC.replace("]}", "], \"rank\": 0.01, \"margin\": 0.05}");
    tables.ranksAlone(FC, course(0.01, 0, 0, 0));
    tables.layers(FC, course(0.4, 0.4, 0.4, 0.4));
    assertThat(tables.judge(FIRST, options).outcome()).isEqualTo(Outcome.FAILS);
  }
}
