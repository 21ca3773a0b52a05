package io.luckynodes.claim;

import static io.luckynodes.claim.CourseTables.CONV_BN;
import static io.luckynodes.claim.CourseTables.FC;
import static io.luckynodes.claim.CourseTables.course;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.LuckyException;
import io.luckynodes.table.LayersRow;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims on how ρ̄ goes in each variant by itself. */
class CorrelationClaimsTest {
  private static final String GROWS = "correlation-grows";
  private static final String BEST = "lowest-layer-best";
  private static final String NEAR_ONE = "low-layers-near-one";
  private static final String STALLS = "correlation-stalls";
  private static final String REACHES = "correlation-reaches";
  private static final String PUBLISHED = "correlation-as-published";
  private static final String RHO = "mean_best_correlation";
  private static final String OF_FC = "{\"variants\": [" + FC + "]}";
  private static final String STALLS_FC = OF_FC.replace("]}", "], \"margin\": 0.005}");

  private final CourseTables tables = new CourseTables();

  // A seed's course.

  private static TrialCourse trial(double... byEpoch) {
    TreeMap<Double, Double> course = new TreeMap<>();
    for (int i = 0; i < byEpoch.length; i += 2) {
      course.put(byEpoch[i], byEpoch[i + 1]);
    }
    return new TrialCourse(course);
  }

  @Test
  void aCourseHasEndsGainsAndAMeanOverTime() {
    TrialCourse course = trial(0, 0.4, 1, 0.2, 2, 0.1, 4, 0);
    assertThat(course.first()).isEqualTo(0.4);
    assertThat(course.last()).isZero();
    assertThat(course.gain()).isEqualTo(-0.4);
    assertThat(course.lateGain()).isEqualTo(-0.1);
    assertThat(course.at(1)).isEqualTo(0.2);
    assertThat(course.at(3)).isNaN();
    // (0.3 + 0.15 + 2 · 0.05) / 4
    assertThat(course.throughout()).isCloseTo(0.1375, within(1e-12));
    assertThat(trial(3, 0.7).throughout()).isEqualTo(0.7);
    // Of the measured epochs 0 and 10, the earlier is as near to the middle.
    assertThat(trial(0, 0.1, 10, 0.4).lateGain()).isCloseTo(0.3, within(1e-12));
  }

  // Growth.

  @Test
  void correlationGrowsIfItDoesInEveryLayerOfEveryVariant() {
    String both = "{\"variants\": [" + FC + ", " + CONV_BN + "]}";
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.9), course(0.3, 0.31, 0.33, 0.36));
    tables.layers(CONV_BN, course(0.2, 0.5, 0.4, 0.3));
    Verdict holds = tables.judge(GROWS, both);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places())
        .extracting(Verdict.Place::name)
        .containsExactly(
            "fc batch norm 0 · layer 1",
            "fc batch norm 0 · layer 2",
            "conv batch norm 1, fresh samples 1 · layer 1");
    assertThat(holds.numbers().get("fc batch norm 0 · layer 2 · last"))
        .isCloseTo(0.36, within(1e-12));
  }

  @Test
  void correlationGrowsFailsIfItFallsInOneLayer() {
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.9), course(0.3, 0.9, 0.9, 0.29));
    Verdict fails = tables.judge(GROWS, OF_FC);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 2").doesNotContain("layer 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {GROWS, BEST, NEAR_ONE})
  void nothingHoldsOfAnUntrainedNetwork(String predicate) {
    tables.layers(FC, course(0.4, 0.4, 0.4, 0.4), course(0.4, 0.4, 0.4, 0.4));
    assertThat(tables.judge(predicate, OF_FC).outcome()).isNotEqualTo(Outcome.HOLDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {GROWS, BEST, NEAR_ONE})
  void nothingHoldsOfADeadNetwork(String predicate) {
    tables.layers(FC, course(0.4, 0, 0, 0), course(0.4, 0, 0, 0));
    assertThat(tables.judge(predicate, OF_FC).outcome()).isNotEqualTo(Outcome.HOLDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {GROWS, BEST, NEAR_ONE})
  void oneSeedIsNotEnough(String predicate) {
    tables.seed(
        LayersRow.class,
        FC,
        RHO,
        1,
        v -> v,
        course(0.3, 0.5, 0.6, 0.99),
        course(0.3, 0.5, 0.6, 0.7));
    assertThat(tables.judge(predicate, OF_FC).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aSeedThatDivergedHasLostWhatItHad() {
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.9));
    // One has no last epoch, the other a number that is none.
    tables.seed(LayersRow.class, FC, RHO, 8, v -> v, course(0.3, 0.5));
    tables.seed(LayersRow.class, FC, RHO, 9, v -> v, course(0.2, Double.NaN, 0.9, 0.9));
    Verdict verdict = tables.judge(GROWS, OF_FC);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.places().get(0).diverged()).containsExactly(8, 9);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(8, -0.3).containsEntry(9, -0.2);
    assertThat(verdict.why()).contains("2 of 5");
  }

  @Test
  void aLayerThatStartsWithAllOfItHasNoRoomToGrow() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.seed(
          LayersRow.class, FC, RHO, seed, v -> v, course(1, 1, 1, 1), course(0.3, 0.4, 0.5, 0.6));
    }
    Verdict verdict = tables.judge(GROWS, OF_FC);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.withoutRoom()).containsExactly("fc batch norm 0 · layer 1");
  }

  @Test
  void aVariantThatWasNotMeasuredLeavesTheClaimOpen() {
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.9));
    Verdict open = tables.judge(GROWS, "{\"variants\": [" + FC + ", " + CONV_BN + "]}");
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("Nothing was measured of conv");
  }

  // The lowest layer.

  @Test
  void theLowestLayerIsBestIfItEndsAboveEveryOther() {
    tables.layers(
        FC, course(0.1, 0.2, 0.3, 0.95), course(0.9, 0.9, 0.9, 0.91), course(0, 0, 0, 0.2));
    Verdict holds = tables.judge(BEST, OF_FC);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places().get(0).name()).isEqualTo("over fc batch norm 0 · layer 2");
    assertThat(holds.places().get(0).mean()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void theLowestLayerIsNotBestIfOneEndsAboveIt() {
    tables.layers(
        FC, course(0.1, 0.2, 0.3, 0.9), course(0.9, 0.9, 0.9, 0.91), course(0, 0, 0, 0.2));
    Verdict fails = tables.judge(BEST, OF_FC);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 2").doesNotContain("layer 3");
  }

  @Test
  void layersThatAllHaveAllOfItSayNothingOnTheLowest() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.seed(
          LayersRow.class, FC, RHO, seed, v -> v, course(0, 0, 0, 1), course(0, 0, 0, 1 - 1e-9));
    }
    Verdict verdict = tables.judge(BEST, OF_FC);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).hasSize(1);
  }

  @Test
  void aLayerWithAllOfItAboveALowestOneThatHasLessSpeaksAgainstIt() {
    for (int seed = 1; seed <= 3; seed++) {
      tables.seed(LayersRow.class, FC, RHO, seed, v -> v, course(0, 0, 0, 0.5), course(0, 0, 0, 1));
    }
    assertThat(tables.judge(BEST, OF_FC).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void lowLayersAreTheLowerHalfAndMustEndNearerToOneThanToTheirStart() {
    // Of three layers the lower half is the first.
    tables.layers(
        FC, course(0.3, 0.5, 0.6, 0.7), course(0.3, 0.3, 0.3, 0.3), course(0.3, 0.3, 0.3, 0.3));
    Verdict holds = tables.judge(NEAR_ONE, OF_FC);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places()).hasSize(1);
    // From 0.3 to 0.7 is 0.4, and 0.3 are missing.
    assertThat(holds.places().get(0).mean()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void lowLayersThatGrowALittleAreNotNearOne() {
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.6), course(0.3, 0.3, 0.3, 0.99));
    assertThat(tables.judge(NEAR_ONE, OF_FC).outcome()).isEqualTo(Outcome.FAILS);
  }

  // Stalling.

  @Test
  void correlationStallsIfTheSecondHalfAddsNothingToWhatTheFirstHasGained() {
    tables.layers(FC, course(0.3, 0.6, 0.7, 0.702), course(0.3, 0.6, 0.7, 0.698));
    Verdict holds = tables.judge(STALLS, STALLS_FC);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.places().get(0).mean()).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.75, 0.65})
  void correlationThatGoesOnOrFallsAgainHasNotStalled(double last) {
    tables.layers(FC, course(0.3, 0.6, 0.7, last));
    assertThat(tables.judge(STALLS, STALLS_FC).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void whatNeverGrewHasNotStalled() {
    tables.layers(FC, course(0.3, 0.3, 0.3, 0.3));
    assertThat(tables.judge(STALLS, STALLS_FC).outcome()).isEqualTo(Outcome.FAILS);
    CourseTables dead = new CourseTables().layers(FC, course(0.3, 0, 0, 0));
    assertThat(dead.judge(STALLS, STALLS_FC).outcome()).isEqualTo(Outcome.FAILS);
    CourseTables diverged = new CourseTables();
    for (int seed = 1; seed <= 3; seed++) {
      diverged.seed(
          LayersRow.class, FC, RHO, seed, v -> v, course(0.3, Double.NaN, Double.NaN, Double.NaN));
    }
    assertThat(diverged.judge(STALLS, STALLS_FC).outcome()).isEqualTo(Outcome.FAILS);
  }

  // Published numbers.

  @Test
  void correlationReachesWhatIsAskedOfTheLayersThatAreNamed() {
    String options = OF_FC.replace("]}", "], \"correlation\": [0.9, 0.5]}");
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.95), course(0, 0, 0, 0.55), course(0, 0, 0, 0));
    assertThat(tables.judge(REACHES, options).outcome()).isEqualTo(Outcome.HOLDS);
    Verdict fails = tables.judge(REACHES, options.replace("0.5]", "0.6]"));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("layer 2");
    Verdict open = tables.judge(REACHES, options.replace("0.5]", "0.5, -1, -1]"));
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("Nothing was measured of fc batch norm 0 · layer 4");
  }

  @Test
  void correlationIsAsPublishedIfBothBoundsAreWithinTheMargin() {
    String options =
        OF_FC.replace("]}", "], \"correlation\": [0.9, 0.5], \"margin\": [0.02, 0.1]}");
    tables.layers(FC, course(0.3, 0.5, 0.6, 0.91), course(0, 0, 0, 0.45));
    assertThat(tables.judge(PUBLISHED, options).outcome()).isEqualTo(Outcome.HOLDS);
    // Too good is not as published either.
    assertThat(tables.judge(PUBLISHED, options.replace("[0.9,", "[0.8,")).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(tables.judge(PUBLISHED, options.replace("0.1]", "0.01]")).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThatThrownBy(() -> tables.judge(PUBLISHED, options.replace("[0.02, 0.1]", "0.02")))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining(
            "options.margin: expected as many values as correlation has, 2, found 1");
  }

  @Test
  void aNetworkThatLearnsNothingIsNotAsPublished() {
    String options = OF_FC.replace("]}", "], \"correlation\": 0.9, \"margin\": 0.05}");
    for (double value : List.of(0.3, 0.0)) {
      CourseTables still = new CourseTables().layers(FC, course(value, value, value, value));
      assertThat(still.judge(PUBLISHED, options).outcome()).isEqualTo(Outcome.FAILS);
      assertThat(still.judge(REACHES, OF_FC.replace("]}", "], \"correlation\": 0.9}")).outcome())
          .isEqualTo(Outcome.FAILS);
    }
  }
}
