package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.json.Json;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final String FADE = "unaligned-fan-out-below";
  private static final String FADE_OPTIONS =
      "{\"aligned\": 0.95, \"unaligned\": 0.9, \"share_of_aligned\": 0.2}";
  private static final String LOW = "low-correlation-low-fan-out";
  private static final String LOW_OPTIONS = "{\"correlation\": 0.8, \"share_of_matched\": 0.2}";
  private static final String SHARE = "matched-share-at-least";
  private static final String SHARE_OPTIONS =
      "{\"polarity\": 0, \"over_realisation\": [5, 10], \"share\": 0.9}";
  private static final String LAYERS = "layers-ordered-by-width";
  private static final String ACCURACY = "accuracy-ordered-by-width";
  private static final String RATES = "matched-share-ordered-by-width";
  private static final String NARROW = "narrow-students-match-less";
  private static final String NARROW_OPTIONS = "{\"over_realisation\": 1}";
  private static final String STRONGER = "stronger-teachers-matched-more";
  private static final String STRONGER_OPTIONS = "{\"epoch\": 5}";
  private static final String LOSS = "loss-falls-with-width";
  private static final String LOSS_OPTIONS = "{\"polarity\": [2, 2.5], \"tolerance\": 0.05}";
  private static final String FIRST_LAST = "strongest-first-weakest-last";
  private static final String ARRIVAL = "arrival-follows-strength";
  private static final String ARRIVED = "{\"correlation\": 0.95}";
  private static final String FIRST = "lowest-layer-first";
  private static final String FIRST_OPTIONS = "{\"correlation\": 0.95, \"share\": 0.5}";
  private static final String NEGATIVE = "biases-negative";
  private static final String UPPER = "upper-biases-more-negative";
  private static final String TOLERANCE = "{\"tolerance\": 0.01}";

  // Fan-out of unaligned nodes.

  private static TextTable nodes(double unalignedFanOut) {
    return table(
        "seed epoch polarity correlation fan_out",
        "1 0 0 0.1 9",
        "1 7 0 0.99 2",
        "1 7 0 0.97 1",
        "1 7 0 0.5 " + unalignedFanOut,
        // Between the two thresholds: counts for neither.
        "1 7 0 0.92 9");
  }

  @Test
  void unalignedFanOutBelowHoldsWhenUnalignedNodesFade() {
    Verdict verdict = judge(FADE, FADE_OPTIONS, nodes(0.29));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("mean fan-out, aligned", 1.5)
        .containsEntry("mean fan-out, unaligned", 0.29)
        .containsEntry("aligned nodes", 2.0)
        .containsEntry("unaligned nodes", 1.0);
    assertThat(verdict.numbers().get("limit for unaligned")).isCloseTo(0.3, within(1e-12));
    assertThat(verdict.why()).contains("0.290").contains("0.300");
  }

  @Test
  void unalignedFanOutBelowFailsWhenUnalignedNodesKeepTheirs() {
    Verdict verdict = judge(FADE, FADE_OPTIONS, nodes(0.31));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("not below");
  }

  @Test
  void unalignedFanOutBelowIsNotJudgedWithoutUnalignedOrWithoutAlignedNodes() {
    TextTable allAligned = table("epoch correlation fan_out", "3 0.99 1", "3 0.98 1");
    TextTable noneAligned = table("epoch correlation fan_out", "3 0.2 0", "3 0.3 0");

    Verdict without = judge(FADE, FADE_OPTIONS, allAligned);
    assertThat(without.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(without.why()).contains("No student node has a correlation below 0.9");
    assertThat(judge(FADE, FADE_OPTIONS, noneAligned).why()).contains("above 0.95");
  }

  @Test
  void divergedRowsAreLeftOutAndCounted() {
    TextTable diverged =
        table("epoch correlation fan_out", "3 0.99 1", "3 0.5 0.1", "3 NaN NaN", "3 0.4 Infinity");

    Verdict verdict = judge(FADE, FADE_OPTIONS, diverged);

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers()).containsEntry("mean fan-out, unaligned", 0.1);
    assertThat(verdict.why()).contains("Left out: 2 rows");
  }

  // Fan-out of nodes of low correlation, polarity by polarity.

  @Test
  void lowCorrelationLowFanOutHoldsOnlyIfEveryPolarityDoes() {
    String columns = "epoch polarity correlation fan_out";
    TextTable holds = table(columns, "2 0 0.99 2", "2 0 0.5 0.1", "2 1.5 0.99 1", "2 1.5 0.3 0.1");
    TextTable fails = table(columns, "2 0 0.99 2", "2 0 0.5 0.1", "2 1.5 0.99 1", "2 1.5 0.3 0.3");

    assertThat(judge(LOW, LOW_OPTIONS, holds).outcome()).isEqualTo(Outcome.HOLDS);
    Verdict failing = judge(LOW, LOW_OPTIONS, fails);
    assertThat(failing.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(failing.numbers())
        .containsEntry("p = 1.5 · mean fan-out, low correlation", 0.3)
        .containsEntry("p = 1.5 · mean fan-out, matched", 1.0)
        .containsEntry("p = 0 · share of matched", 0.05)
        .containsEntry("p = 0 · rank correlation", 1.0);
    assertThat(failing.why())
        .contains("At p = 0 student nodes of correlation below 0.8 have less than 0.2 ×")
        .contains("At p = 1.5 student nodes of correlation below 0.8 have 0.2 × the mean");
  }

  @Test
  void lowCorrelationLowFanOutIsNotJudgedIfAPolarityHasNothingToCompareWith() {
    TextTable table =
        table(
            "epoch polarity correlation fan_out",
            "2 0 0.99 2",
            "2 0 0.5 0.1",
            "2 1 0.5 0.1",
            "2 1 0.6 0.1");

    Verdict verdict = judge(LOW, LOW_OPTIONS, table);

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("At p = 1 no student node is matched");
  }

  @Test
  void onlySelectedCellsAndTheLastEpochCount() {
    TextTable table =
        table(
            "epoch polarity correlation fan_out",
            "2 0 0.99 2",
            "2 0 0.5 0.1",
            // Not drawn, and would fail.
            "2 2 0.99 1",
            "2 2 0.5 1",
            // Earlier, and would fail.
            "1 0 0.99 1",
            "1 0 0.5 1");

    assertThat(judge(LOW, LOW_OPTIONS, "{\"polarity\": [0]}", table).outcome())
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge(LOW, LOW_OPTIONS, "{\"polarity\": [0, 2]}", table).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  // Share of matched teacher nodes.

  private static TextTable shares(double of5, double of10) {
    return table(
        "seed epoch polarity over_realisation layer mean_best_correlation matched_share",
        "1 4 0 5 0 0.9 1",
        "2 4 0 5 0 0.9 " + (2 * of5 - 1),
        "1 4 0 10 0 0.9 " + of10,
        // Other cells, which the claim is not about.
        "1 4 1 10 0 0.9 0",
        "1 4 0 1 0 0.9 0");
  }

  @Test
  void matchedShareAtLeastTakesTheMeanOverSeedsInEveryWidth() {
    Verdict holds = judge(SHARE, SHARE_OPTIONS, shares(0.9, 0.95));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().keySet())
        .containsExactly("5× · matched share", "10× · matched share");
    assertThat(holds.numbers().get("5× · matched share")).isCloseTo(0.9, within(1e-12));
    Verdict fails = judge(SHARE, SHARE_OPTIONS, shares(0.95, 0.85));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("10× (0.850) match less than 0.9");
  }

  @Test
  void matchedShareAtLeastIsNotJudgedIfAWidthIsNotAmongTheSelectedCells() {
    Verdict verdict =
        judge(SHARE, SHARE_OPTIONS, "{\"over_realisation\": [1, 5]}", shares(0.95, 1));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("Nothing was measured of 10× at p = 0");
  }

  // Order by width.

  private static TextTable layers(double... bestOfSecondLayer) {
    List<String> rows = new ArrayList<>();
    int[] widths = {1, 2, 5, 10};
    for (int i = 0; i < widths.length; i++) {
      rows.add("1 9 " + widths[i] + " 0 " + (0.5 + 0.1 * i));
      rows.add("1 9 " + widths[i] + " 1 " + bestOfSecondLayer[i]);
      rows.add("1 8 " + widths[i] + " 1 " + (1 - 0.1 * i));
    }
    return table("seed epoch over_realisation layer mean_best_correlation", rows);
  }

  @Test
  void layersOrderedByWidthHoldsIfNoLayerFallsByMoreThanTheTolerance() {
    Verdict verdict = judge(LAYERS, TOLERANCE, layers(0.5, 0.6, 0.595, 0.7));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers().keySet())
        .startsWith("layer 1 · 1×", "layer 1 · 2×", "layer 1 · 5×", "layer 1 · 10×")
        .hasSize(8);
    assertThat(verdict.numbers()).containsEntry("layer 2 · 5×", 0.595);
  }

  @Test
  void layersOrderedByWidthFailsIfOneLayerFalls() {
    Verdict verdict = judge(LAYERS, TOLERANCE, layers(0.5, 0.6, 0.58, 0.7));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("layer 2 · 5× (0.580) after 2× (0.600)");
  }

  @Test
  void severalSmallFallsAddUp() {
    assertThat(judge(LAYERS, TOLERANCE, layers(0.6, 0.592, 0.584, 0.576)).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void accuracyOrderedByWidthComparesMeansOverSeeds() {
    String columns = "seed epoch over_realisation accuracy";
    TextTable holds = table(columns, "1 3 1 0.5", "2 3 1 0.7", "1 3 2 0.7", "2 3 2 0.6");
    TextTable fails = table(columns, "1 3 1 0.5", "2 3 1 0.8", "1 3 2 0.7", "2 3 2 0.5");

    assertThat(judge(ACCURACY, TOLERANCE, holds).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge(ACCURACY, TOLERANCE, fails).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void orderByWidthIsNotJudgedOfOneWidthOrOfNetworksWithoutAccuracy() {
    String columns = "seed epoch over_realisation accuracy";
    TextTable oneWidth = table(columns, "1 3 2 0.5");
    TextTable noClasses = table(columns, "1 3 1 NaN", "1 3 2 NaN");

    assertThat(judge(ACCURACY, TOLERANCE, oneWidth).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    Verdict verdict = judge(ACCURACY, TOLERANCE, noClasses);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.numbers()).isEmpty();
  }

  // Teacher nodes that are matched.

  private static final int[] WIDTHS = {1, 2, 5, 10};

  /**
   * Ten seeds of one teacher node at two polarities, matched in so many seeds after the last epoch;
   * after an earlier one in none.
   *
   * @param atTwo for each width, in how many seeds at p = 2; at p = 1 it is 2, 4, 6, 8
   */
  private static TextTable rates(int... atTwo) {
    List<String> rows = new ArrayList<>();
    for (int w = 0; w < WIDTHS.length; w++) {
      for (int seed = 1; seed <= 10; seed++) {
        String cell = seed + " %d %d " + WIDTHS[w] + " 0 0 0.9 ";
        rows.add(cell.formatted(100, 1) + (seed <= 2 + 2 * w));
        rows.add(cell.formatted(100, 2) + (seed <= atTwo[w]));
        rows.add(cell.formatted(5, 2) + false);
      }
    }
    return table("seed epoch polarity over_realisation layer teacher correlation matched", rows);
  }

  @Test
  void matchedSharesAreOrderedByWidthInEveryPolarity() {
    Verdict holds = judge(RATES, TOLERANCE, rates(3, 5, 5, 9));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("p = 1 · 10×", 0.8)
        .containsEntry("p = 2 · 1×", 0.3)
        .hasSize(8);
    Verdict fails = judge(RATES, TOLERANCE, rates(3, 5, 4, 9));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("p = 2 · 5× (0.400) after 2× (0.500)").doesNotContain("p = 1");
  }

  @Test
  void narrowStudentsMatchLessOnlyIfEveryWiderWidthMatchesMore() {
    Verdict holds = judge(NARROW, NARROW_OPTIONS, rates(3, 6, 4, 9));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    Verdict fails = judge(NARROW, NARROW_OPTIONS, rates(3, 6, 3, 9));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("p = 2 · 5× (0.300) against 1× (0.300)");
    assertThat(
            judge(NARROW, NARROW_OPTIONS, "{\"over_realisation\": [2, 5]}", rates(3, 6, 4, 9))
                .outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    assertThat(
            judge(NARROW, NARROW_OPTIONS, "{\"over_realisation\": [1]}", rates(3, 6, 4, 9))
                .outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void seedsThatDivergedCountNeitherAsMatchedNorAsUnmatched() {
    String columns = "seed epoch polarity over_realisation teacher correlation matched";
    TextTable table =
        table(
            columns,
            "1 9 1 1 0 0.99 true",
            "2 9 1 1 0 0.9 false",
            "1 9 1 2 0 0.99 true",
            "2 9 1 2 0 NaN false");

    Verdict verdict = judge(NARROW, NARROW_OPTIONS, table);

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers()).containsEntry("p = 1 · 2×", 1.0);
    assertThat(verdict.why()).contains("Left out: 1 row");
  }

  /**
   * Four seeds of three teacher nodes, each matched in so many seeds after epoch 5; later in all.
   */
  private static TextTable early(int first, int second, int third) {
    List<String> rows = new ArrayList<>();
    int[] matched = {first, second, third};
    for (int seed = 1; seed <= 4; seed++) {
      for (int teacher = 0; teacher < 3; teacher++) {
        rows.add(seed + " 5 1 2 " + teacher + " 0.9 " + (seed <= matched[teacher]));
        rows.add(seed + " 5 1 5 " + teacher + " 0.9 " + (seed <= 3 - teacher));
        rows.add(seed + " 9 1 2 " + teacher + " 0.9 true");
      }
    }
    return table("seed epoch polarity over_realisation teacher correlation matched", rows);
  }

  @Test
  void strongerTeachersAreMatchedMoreIfSharesFallAtTheEarlyEpochWhereverTheyVary() {
    Verdict holds = judge(STRONGER, STRONGER_OPTIONS, early(4, 4, 1));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("p = 1, 5× · rank correlation", -1.0).hasSize(2);
    Verdict alike = judge(STRONGER, STRONGER_OPTIONS, early(2, 2, 2));
    assertThat(alike.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(alike.why()).contains("the same for all nodes at p = 1, 2×");
    Verdict fails = judge(STRONGER, STRONGER_OPTIONS, early(1, 2, 3));
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("does not fall with the node's number at p = 1, 2× (1.00)");
  }

  @Test
  void strongerTeachersAreNotJudgedWithoutTheEpochOrWithoutDifferences() {
    assertThat(judge(STRONGER, "{\"epoch\": 4}", early(4, 4, 1)).why())
        .contains("Epoch 4 was not measured");
    // After the last epoch every node is matched in every seed.
    assertThat(judge(STRONGER, "{\"epoch\": 9}", early(4, 4, 1)).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  // Losses.

  /**
   * Two seeds whose logarithms lie 0.5 above and below a mean.
   *
   * @param atTwo for each width, mean of log10 of the loss at p = 2
   */
  private static TextTable losses(double... atTwo) {
    List<String> rows = new ArrayList<>();
    for (int w = 0; w < WIDTHS.length; w++) {
      for (double polarity : new double[] {0, 2, 2.5}) {
        // At p = 0 it rises, and at every earlier epoch.
        double mean = polarity == 0 ? -5 + w : polarity == 2 ? atTwo[w] : -5 - w;
        String cell = " " + polarity + " " + WIDTHS[w] + " ";
        rows.add("1 9" + cell + Math.pow(10, mean + 0.5));
        rows.add("2 9" + cell + Math.pow(10, mean - 0.5));
        rows.add("1 8" + cell + Math.pow(10, -5.0 + w));
      }
    }
    return table("seed epoch polarity over_realisation evaluation_loss", rows);
  }

  @Test
  void lossFallsWithWidthInTheMeanOfLogarithmsAtTheGivenPolarities() {
    Verdict holds = judge(LOSS, LOSS_OPTIONS, losses(-5, -6, -5.96, -7));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).hasSize(8);
    assertThat(holds.numbers().get("p = 2 · 2×")).isCloseTo(-6, within(1e-9));
  }

  @Test
  void lossThatRisesWithWidthOrEndsNoLowerThanTheNarrowestsFails() {
    Verdict rises = judge(LOSS, LOSS_OPTIONS, losses(-5, -6, -5.9, -7));
    assertThat(rises.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(rises.why()).contains("p = 2 · 5× (-5.90) after 2× (-6.00)");
    // Within the tolerance, yet not lower.
    Verdict same = judge(LOSS, LOSS_OPTIONS, losses(-5, -4.99, -4.98, -4.97));
    assertThat(same.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(same.why()).contains("p = 2 · 2× (-4.99) against 1× (-5.00)");
  }

  @Test
  void lossesOfOneWidthOrOfAPolarityThatIsNotSelectedAreNotJudged() {
    TextTable table = losses(-5, -6, -7, -8);
    assertThat(judge(LOSS, LOSS_OPTIONS, "{\"over_realisation\": [1]}", table).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    Verdict verdict = judge(LOSS, LOSS_OPTIONS, "{\"polarity\": [0, 2]}", table);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("Nothing finite was measured of p = 2.5 · 1×");
  }

  // Epochs of arrival.

  /**
   * Trials over five epochs.
   *
   * @param arrivals of each trial, the epoch at which each teacher node is first matched; beyond 5
   *     for never
   */
  private static TextTable trials(int[]... arrivals) {
    List<String> rows = new ArrayList<>();
    for (int trial = 0; trial < arrivals.length; trial++) {
      for (int teacher = 0; teacher < arrivals[trial].length; teacher++) {
        for (int epoch = 0; epoch <= 5; epoch++) {
          // Once matched, a node may be lost again.
          double correlation = epoch == arrivals[trial][teacher] ? 0.96 : 0.9;
          rows.add((trial + 1) + " " + epoch + " 0 " + teacher + " " + correlation);
        }
      }
    }
    return table("seed epoch layer teacher correlation", rows);
  }

  @Test
  void strongestFirstWeakestLastComparesMeansOverTrialsAndCountsNeverAsOneEpochMore() {
    Verdict holds =
        judge(FIRST_LAST, ARRIVED, trials(new int[] {0, 2, 3, 5}, new int[] {2, 1, 3, 9}));

    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("teacher 1 · mean epoch", 1.0)
        .containsEntry("teacher 2 · mean epoch", 1.5)
        .containsEntry("teacher 4 · mean epoch", 5.5)
        .containsEntry("teacher 4 · trials without", 1.0)
        .containsEntry("trials", 2.0);
  }

  @Test
  void strongestFirstWeakestLastFailsIfAnotherIsAsSoonOrAsLate() {
    Verdict sooner =
        judge(FIRST_LAST, ARRIVED, trials(new int[] {2, 1, 3, 5}, new int[] {1, 2, 3, 5}));
    assertThat(sooner.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(sooner.why()).contains("1.50 for teacher 1, no less than for teacher 2 (1.50)");
    Verdict later = judge(FIRST_LAST, ARRIVED, trials(new int[] {1, 2, 9, 4}));
    assertThat(later.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(later.why()).contains("4.00 for teacher 4, no more than for teacher 3 (6.00)");
  }

  @Test
  void strongestFirstWeakestLastIsNotJudgedIfMeasuredEpochsCannotTell() {
    Verdict first = judge(FIRST_LAST, ARRIVED, trials(new int[] {1, 1, 5}, new int[] {2, 2, 4}));
    assertThat(first.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(first.why()).contains("the same measured epoch for teacher 1 and for teacher 2");
    assertThat(judge(FIRST_LAST, ARRIVED, trials(new int[] {1, 9, 9})).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    // What can be told decides all the same.
    assertThat(judge(FIRST_LAST, ARRIVED, trials(new int[] {1, 1, 5, 4})).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void arrivalFollowsStrengthIfTheMeanRankCorrelationIsAboveZero() {
    Verdict holds =
        judge(
            ARRIVAL,
            ARRIVED,
            trials(new int[] {0, 1, 2}, new int[] {0, 1, 2}, new int[] {2, 1, 0}));
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("mean rank correlation")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(holds.numbers()).containsEntry("least rank correlation", -1.0);

    assertThat(judge(ARRIVAL, ARRIVED, trials(new int[] {3, 1, 0})).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void arrivalIsNotJudgedIfNoTrialTellsTeachersApart() {
    Verdict verdict = judge(ARRIVAL, ARRIVED, trials(new int[] {9, 9, 9}, new int[] {1, 1, 1}));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("In 2 trials all teacher nodes are matched at once");
    assertThat(judge(FIRST_LAST, ARRIVED, trials(new int[] {1})).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void aTrialThatDivergedTakesNoPartInArrivals() {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      rows.add(seed + " 0 0 0 " + (seed == 1 ? 0.96 : 0.5));
      rows.add(seed + " 0 0 1 0.5");
      rows.add(seed + " 1 0 0 " + (seed == 1 ? "0.99" : "NaN"));
      rows.add(seed + " 1 0 1 0.96");
    }

    Verdict verdict =
        judge(FIRST_LAST, ARRIVED, table("seed epoch layer teacher correlation", rows));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers()).containsEntry("trials", 1.0);
    assertThat(verdict.why()).contains("Left out: 4 rows");
  }

  @Test
  void cellsOfASweepAreTrialsOfTheirOwn() {
    TextTable table =
        table(
            "seed epoch polarity teacher correlation",
            "1 0 0 0 0.99",
            "1 0 0 1 0.5",
            "1 0 2 0 0.5",
            "1 0 2 1 0.99");

    assertThat(judge(ARRIVAL, ARRIVED, table).numbers())
        .containsEntry("trials", 2.0)
        .containsEntry("mean rank correlation", 0.0);
  }

  // Layers in order of time.

  private static final String COURSE_COLUMNS = "seed epoch layer correlation fan_out";

  /**
   * Two layers at epochs 0, 1 and 2, each with one node that follows and one that does not: the
   * follower's norm is what is given, the other's 1, so that its share of squares is n² / (n² + 1).
   */
  private static TextTable course(double[] lower, double[] upper) {
    List<String> rows = new ArrayList<>();
    for (int epoch = 0; epoch < lower.length; epoch++) {
      rows.add("1 %d 0 0.96 %s".formatted(epoch, lower[epoch]));
      rows.add("1 %d 0 0.94 1".formatted(epoch));
      rows.add("1 %d 1 0.96 %s".formatted(epoch, upper[epoch]));
      rows.add("1 %d 1 0.3 1".formatted(epoch));
    }
    return table(COURSE_COLUMNS, rows);
  }

  @Test
  void lowestLayerFirstHoldsWhenItsFollowersCarryHalfBeforeAnyOtherLayersDo() {
    Verdict verdict =
        judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 2, 2}, new double[] {0, 0.5, 3}));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("layer 1 · epoch 0", 0.0)
        .containsEntry("layer 1 · epoch 1", 0.8)
        .containsEntry("layer 2 · epoch 1", 0.2)
        .containsEntry("layer 2 · epoch 2", 0.9);
    assertThat(verdict.why()).contains("layer 1 by epoch 1 and layer 2 by epoch 2");
    // An upper layer that never arrives comes later too.
    assertThat(
            judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 0, 2}, new double[] {0, 0.5, 0.5}))
                .outcome())
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void lowestLayerFirstFailsWhenAnotherLayerIsBefore() {
    Verdict verdict =
        judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 0.5, 3}, new double[] {0, 2, 2}));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("layer 1 by epoch 2 and layer 2 by epoch 1");
    assertThat(
            judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 0.5, 0.5}, new double[] {0, 0, 2}))
                .why())
        .contains("layer 1 not at all");
  }

  @Test
  void lowestLayerFirstIsNotJudgedWhenLayersArriveTogetherOrNoneDoes() {
    Verdict together =
        judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 0, 2}, new double[] {0, 0, 9}));
    assertThat(together.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(together.why()).contains("cannot be told");
    Verdict none =
        judge(FIRST, FIRST_OPTIONS, course(new double[] {0, 0.9}, new double[] {0, 0.9}));
    assertThat(none.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(none.why()).contains("No layer has formed its L");
    assertThat(judge(FIRST, FIRST_OPTIONS, table(COURSE_COLUMNS, "1 0 0 0.9 1")).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void lowestLayerFirstTakesTheMeanOfSeedsAndLeavesOutWhatDiverged() {
    Verdict verdict =
        judge(
            FIRST,
            FIRST_OPTIONS,
            table(
                COURSE_COLUMNS,
                // One seed's layer has all, the other's, of far larger norms, nothing.
                "1 1 0 0.99 1",
                "2 1 0 0.5 100",
                "1 1 1 0.99 0",
                "2 1 1 0.5 0",
                "1 1 1 NaN NaN"));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("layer 1 · epoch 1", 0.5)
        .containsEntry("layer 2 · epoch 1", 0.0);
    assertThat(verdict.why()).contains("Left out: 1 row");
  }

  // What holds for all.

  @Test
  void aClaimIsNotJudgedAtAScaleThatItDoesNotName() {
    Verdict verdict =
        Claims.judge(claim(FADE, FADE_OPTIONS), "smoke", List.of(), tables(FADE, nodes(0.1)));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("laptop or paper").contains("smoke");
  }

  @Test
  void aClaimIsNotJudgedWithoutRowsOrWithoutAColumn() {
    assertThat(
            Claims.judge(
                    claim(FADE, FADE_OPTIONS),
                    "laptop",
                    List.of(),
                    new Tables(
                        java.util.Map.of(
                            StudentNodesRow.class, Rows.of(StudentNodesRow.class, List.of()))))
                .why())
        .contains("no rows of table student-nodes");
    assertThat(judge(LOW, LOW_OPTIONS, table("epoch correlation fan_out", "1 1 1")).why())
        .contains("no column polarity");
  }

  // Signs of BatchNorm biases.

  private static TextTable batchNorm(String... rows) {
    return table("seed epoch layer channels negative", rows);
  }

  @Test
  void biasesNegativeCountsThemOverAllLayers() {
    Verdict verdict = judge(NEGATIVE, "{\"share\": 0.5}", batchNorm("1 0 0 10 2", "1 0 1 20 14"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("biases", 30.0)
        .containsEntry("negative biases", 16.0)
        .containsEntry("negative share", 16.0 / 30);
    assertThat(verdict.why())
        .isEqualTo("16 of 30 biases are negative, a share of 0.533, which is above 0.5.");

    Verdict half = judge(NEGATIVE, "{\"share\": 0.5}", batchNorm("1 0 0 10 2", "1 0 1 20 13"));
    assertThat(half.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(half.why()).contains("not above 0.5");
  }

  @Test
  void upperBiasesMoreNegativeComparesHalvesWithoutTheMiddleLayer() {
    // Shares 0.2, 0.8, 0.1 (middle), 0.9, 0.5: 12 of 30 below, 19 of 30 above.
    Verdict verdict =
        judge(
            UPPER,
            "{}",
            batchNorm("1 0 0 20 4", "1 0 1 10 8", "1 0 2 40 4", "1 0 3 10 9", "1 0 4 20 10"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers())
        .containsEntry("negative share, lower half", 12.0 / 30)
        .containsEntry("negative share, upper half", 19.0 / 30)
        .containsEntry("layer 3 · negative share", 0.1);
    // Ranks of the shares 1, 3, 0, 4, 2 against 0 to 4: 1 − 6 · 14 / (5 · 24).
    assertThat(verdict.numbers().get("rank correlation of layer and negative share"))
        .isCloseTo(0.3, within(1e-12));
  }

  @Test
  void upperBiasesMoreNegativeFailsOnEqualHalvesAndIsNotJudgedOnOneLayer() {
    Verdict equal = judge(UPPER, "{}", batchNorm("1 0 0 10 5", "1 0 1 20 10"));
    assertThat(equal.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(equal.why()).contains("not above");
    assertThat(judge(UPPER, "{}", batchNorm("1 0 0 10 5")).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void unknownPredicatesAndOptionsAreFaultsOfTheDefinition() {
    assertThatThrownBy(() -> Predicates.of("better-than-all"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("'better-than-all'")
        .hasMessageContaining(SHARE)
        .extracting(e -> ((LuckyException) e).exitCode())
        .isEqualTo(ExitCode.BAD_DEFINITION);
    assertThat(Claims.fault(claim(LAYERS, TOLERANCE))).isEmpty();
    assertThat(Claims.fault(claim(LAYERS, "{}")).orElseThrow()).contains("options.tolerance");
    assertThat(Claims.fault(claim(LAYERS, "{\"tolerance\": 0, \"leeway\": 1}")).orElseThrow())
        .contains("options.leeway");
    assertThat(Claims.fault(claim(LAYERS, "{\"tolerance\": \"some\"}")).orElseThrow())
        .contains("expected a number");
  }

  @Test
  void rankCorrelationSharesRanksAmongEqualsAndKnowsNoOrderOfConstants() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {9, 4, 1})).isEqualTo(-1);
    // Ranks 0.5, 0.5, 2, 3 against 0, 1, 2, 3: Pearson's correlation by hand is 4.5 / √22.5.
    assertThat(RankCorrelation.of(new double[] {5, 5, 6, 7}, new double[] {1, 2, 3, 4}))
        .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  private static Tables tables(String predicate, TextTable table) {
    Class<? extends Row> row = Predicates.of(predicate).tables().get(0);
    return new Tables(java.util.Map.of(row, Rows.of(row, List.of(table.as(row)))));
  }

  private static Verdict judge(String predicate, String options, TextTable table) {
    return judge(predicate, options, "{}", table);
  }

  private static Verdict judge(String predicate, String options, String select, TextTable table) {
    SortedMap<String, List<JsonNode>> selected = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            axis -> {
              List<JsonNode> values = new ArrayList<>();
              axis.getValue().forEach(values::add);
              selected.put(axis.getKey(), values);
            });
    return Claims.judge(
        claim(predicate, options),
        "laptop",
        List.of(
            new DrawnExperiment(
                "synthetic",
                "synthetic",
                "Synthetic rows",
                "two-layer",
                new TreeMap<>(),
                selected,
                new TreeMap<>(),
                List.of(),
                List.of())),
        tables(predicate, table));
  }

  private static Claim claim(String predicate, String options) {
    SortedMap<String, JsonNode> map = new TreeMap<>();
    tree(options).properties().forEach(option -> map.put(option.getKey(), option.getValue()));
    return new Claim(
        "a-claim",
        "A statement.",
        "paper",
        predicate,
        map,
        "",
        "A reason.",
        List.of("laptop", "paper"));
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class, "test");
  }

  private static TextTable table(String columns, String... rows) {
    return TextTable.of(columns, rows);
  }

  private static TextTable table(String columns, List<String> rows) {
    return new TextTable(columns, rows);
  }
}
