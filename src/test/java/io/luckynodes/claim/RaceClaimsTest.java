package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.json.Json;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The claims of the race, each on rows for which it holds and on rows for which it does not. */
class RaceClaimsTest {
  @Test
  void alignmentPredictsNormIfTheWorseAlignedEndSmaller() {
    TextTable rows =
        table(
            "seed step angle final_in_norm final_cluster",
            "1 0 90 1 0",
            "1 0 80 2 0",
            "1 0 70 3 1",
            "1 60 30 1 0",
            "1 60 20 2 0",
            "1 60 10 3 1",
            "1 60 NaN 9 0");
    String options = "{'step': 50, 'correlation': 0.5, 'largest_cluster': 0}";

    Verdict holds = judge("alignment-predicts-norm", options, rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("mean rank correlation", -1.0)
        .containsEntry("step", 60.0)
        .containsEntry("neurons per trial", 3.0);
    Verdict largest =
        judge("alignment-predicts-norm", options.replace("cluster': 0", "cluster': 1"), rows);
    assertThat(largest.numbers()).containsEntry("neurons per trial", 2.0);

    TextTable against =
        table(
            "seed step angle final_in_norm final_cluster",
            "1 60 30 3 0",
            "1 60 20 2 0",
            "1 60 10 1 0");
    assertThat(judge("alignment-predicts-norm", options, against).outcome())
        .isEqualTo(Outcome.FAILS);
    TextTable one = table("seed step angle final_in_norm final_cluster", "1 60 30 3 0");
    assertThat(judge("alignment-predicts-norm", options, one).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void growthIsAsPredictedIfItsSlopeLiesWithinTheTolerance() {
    String columns = "seed step predicted measured product_predicted product_measured";
    TextTable rows =
        table(columns, "1 9 5 50 5 50", "1 12 1 1.2 2 2.4", "1 12 2 2.4 4 8", "1 12 0 NaN 0 1");
    String options = "{'product': 0, 'tolerance': 0.25, 'step': 12}";

    Verdict holds = judge("growth-as-predicted", options, rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("mean of measured over predicted"))
        .isCloseTo(1.2, within(1e-12));
    Verdict product = judge("growth-as-predicted", options.replace("t': 0,", "t': 1,"), rows);
    assertThat(product.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(product.numbers().get("mean of measured over predicted"))
        .isCloseTo((2 * 2.4 + 4 * 8) / 20.0, within(1e-12));
  }

  @Test
  void neuronsReachTargetsIfAnglesFallAndCellsAgree() {
    String columns = "seed step angle agreement";
    TextTable rows =
        table(
            columns,
            "1 0 88 0.5",
            "1 0 90 0.5",
            "1 0 89 0.5",
            "1 100 5 0.99",
            "1 100 10 0.95",
            "1 100 80 0.2");
    String options = "{'step': 100, 'degrees': 30, 'difference': 0.1}";

    Verdict holds = judge("neurons-reach-targets", options, rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("median angle", 10.0)
        .containsEntry("median angle at the start", 89.0);
    assertThat(judge("neurons-reach-targets", options.replace("30", "9"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(judge("neurons-reach-targets", options.replace("0.1}", "0.01}"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(judge("neurons-reach-targets", options.replace("100", "0"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void normsKeepTheirDifferenceWhateverTheOrderOfTheRows() {
    String columns = "seed step neuron conserved in_norm out_norm bias";
    TextTable rows =
        table(columns, "1 0 0 1 1 0 0", "1 0 1 5 2 0 0", "1 9 1 5.1 4 3 0", "1 9 0 1.2 6 6 0");

    Verdict holds = judge("norms-keep-difference", "{'share': 0.01}", rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("median change as a share"))
        .isCloseTo((0.2 / 72 + 0.1 / 25) / 2, within(1e-12));
    assertThat(holds.numbers().get("greatest change as a share"))
        .isCloseTo(0.1 / 25, within(1e-12));
    assertThat(judge("norms-keep-difference", "{'share': 0.001}", rows).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void driftFollowsTheStepIfItsLogarithmHasASlopeOfOne() {
    String columns = "seed step hidden_nodes neuron conserved in_norm out_norm bias";
    // Squares are 25 in the end; the second cell takes twice as many steps of half the size.
    TextTable proportional =
        table(
            columns,
            "1 0 10 0 1 1 0 0",
            "1 8 10 0 1.8 4 3 0",
            "1 9 10 0 9 4 3 0",
            "1 0 300 0 1 1 0 0",
            "1 16 300 0 0.6 3 4 0",
            "2 0 10 0 1 1 0 0");
    String options =
        "{'of': [{'hidden_nodes': 10}, {'hidden_nodes': 300}], 'steps': [8, 16], 'tolerance': 0.1}";

    Verdict holds = judge("drift-follows-step", options, proportional);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("slope")).isCloseTo(1, within(1e-9));
    assertThat(holds.numbers()).containsEntry("trials", 1.0);
    assertThat(holds.numbers().get("hidden nodes 10 · median drift"))
        .isCloseTo(0.8 / 25, within(1e-12));
    Verdict otherSteps =
        judge("drift-follows-step", options.replace("[8, 16]", "[9, 16]"), proportional);
    assertThat(otherSteps.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(otherSteps.numbers().get("slope"))
        .isCloseTo(Math.log(20) / Math.log(16.0 / 9), within(1e-9));
    assertThat(judge("drift-follows-step", options.replace("16]", "17]"), proportional).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    assertThatThrownBy(
            () -> judge("drift-follows-step", options.replace(", 16]", "]"), proportional))
        .hasMessageContaining(
            "options.steps: expected as many numbers as of has variants, 2, found 1");
  }

  @Test
  void leadersAreNearerToOneOfTheirTargetsIfTheLeadIsGreatEnough() {
    TextTable rows =
        table(
            "seed step cluster angle next_order_angle",
            "1 8 0 10 80",
            "1 8 1 20 80",
            "1 8 2 90 0",
            "2 8 0 30 90",
            "2 8 1 NaN NaN",
            "1 99 0 75 70");
    String early = "{'step': 9, 'clusters': 2, 'next_order': 0, 'degrees': 60}";

    Verdict holds = judge("leaders-nearer-target", early, rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers())
        .containsEntry("step", 8.0)
        .containsEntry("trials", 2.0)
        .containsEntry("degrees to the zeroth order's target", 22.5)
        .containsEntry("degrees to the next order's target", 85.0);
    assertThat(judge("leaders-nearer-target", early.replace("60", "63"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
    String late = "{'step': 99, 'clusters': 2, 'next_order': 1, 'degrees': 0}";
    assertThat(judge("leaders-nearer-target", late, rows).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("leaders-nearer-target", late.replace("99", "8"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
    TextTable none = table("seed step cluster angle next_order_angle", "1 8 0 NaN 80");
    assertThat(judge("leaders-nearer-target", early, none).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void directionMovesFirstIfItMovesMoreBeforeTheDropWeightedBySteps() {
    TextTable rows =
        table(
            "seed step from_step in_direction in_norm in_relative dropped",
            "1 1 0 0.1 0.001 0.01 0",
            "1 11 1 0.2 0.001 0.4 0",
            "1 21 11 0.01 1 1 1");

    Verdict holds = judge("direction-moves-first", "{'factor': 100, 'relative': 0}", rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers().get("direction over norm before the drop"))
        .isCloseTo(2.1 / 0.011, within(1e-9));
    assertThat(holds.numbers().get("direction over norm after the drop"))
        .isCloseTo(0.01, within(1e-9));
    assertThat(judge("direction-moves-first", "{'factor': 1, 'relative': 1}", rows).outcome())
        .isEqualTo(Outcome.FAILS);
    TextTable none =
        table("seed step from_step in_direction in_norm in_relative dropped", "1 1 0 1 1 1 1");
    assertThat(judge("direction-moves-first", "{'factor': 1, 'relative': 0}", none).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  private static final String CLUSTERS = "seed step hidden_nodes cosine clusters neurons";

  @Test
  void clustersAreComparedCellByCellAfterTrainingAtTheThreshold() {
    TextTable rows =
        table(
            CLUSTERS,
            "1 0 10 0.95 10 10",
            "1 9 10 0.95 6 10",
            "1 9 10 0.9 1 10",
            "2 9 10 0.95 8 10",
            "1 0 300 0.95 300 300",
            "1 9 300 0.95 20 300",
            "2 9 300 0.95 30 300");
    String options =
        "{'of': [{'hidden_nodes': 300}], 'than': [{'hidden_nodes': 10}], 'factor': 3, 'cosine': 0.95}";

    assertThat(judge("clusters-more", options, rows).outcome()).isEqualTo(Outcome.HOLDS);
    Verdict fails = judge("clusters-more", options.replace("3,", "4,"), rows);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("25.0").contains("7.00");
    assertThat(judge("clusters-more", options.replace("300}", "200}"), rows).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);

    String full = "{'of': [{'hidden_nodes': 10}], 'share': 0.7, 'cosine': 0.95}";
    assertThat(judge("clusters-saturate-at-width", full, rows).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("clusters-saturate-at-width", full.replace("0.7", "0.71"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void pruningFollowsAlignmentIfItDoesAtEveryShare() {
    TextTable rows =
        table(
            "seed step prune_share angle pruned",
            "1 64 0.2 10 1",
            "1 64 0.2 20 2",
            "1 64 0.2 30 3",
            "1 64 0.5 10 1",
            "1 64 0.5 20 3",
            "1 64 0.5 30 2");
    String options = "{'step': 64, 'correlation': 0.4, 'prune_share': [0.2, 0.5]}";

    Verdict holds = judge("pruning-follows-alignment", options, rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("20 % pruned · mean rank correlation", 1.0);
    Verdict fails = judge("pruning-follows-alignment", options.replace("0.4", "0.6"), rows);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("50 % (0.500)");
    assertThat(judge("pruning-follows-alignment", options.replace("0.5]", "0.7]"), rows).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void lossIsNearZeroByTheMeanAfterTheLastStep() {
    TextTable rows =
        table(
            "seed step hidden_nodes evaluation_loss",
            "1 0 10 0.7",
            "1 5 10 NaN",
            "1 9 10 0.01",
            "2 9 10 0.03");
    String options = "{'of': [{'hidden_nodes': 10}], 'loss': 0.05}";

    assertThat(judge("loss-near-zero", options, rows).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("loss-near-zero", options.replace("0.05", "0.02"), rows).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void fewCellsAreStableIfManyPowersOfTenLieBetween() {
    TextTable rows =
        table(
            "seed step points_to samples estimate cells_log10",
            "1 0 1 200 100 60",
            "1 0 2 200 10 60",
            "2 0 1 200 1000 60",
            "2 0 2 200 10 60");

    assertThat(judge("few-cells-stable", "{'decades': 57}", rows).outcome())
        .isEqualTo(Outcome.HOLDS);
    Verdict fails = judge("few-cells-stable", "{'decades': 58}", rows);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("N = 200, class 1 (57.0)").doesNotContain("class 2");
  }

  @Test
  void mergingCostsNothingUnlessAccuracyFallsOrNothingIsMerged() {
    String columns =
        "seed step train_samples cosine neurons clusters train_before train_after test_before test_after";
    TextTable rows =
        table(columns, "1 9 200 0.95 300 20 1 0.998 0.6 0.61", "1 9 200 0.8 300 5 1 0.5 0.6 0.5");
    String options = "{'cosine': 0.95, 'tolerance': 0.005}";

    assertThat(judge("merging-costs-nothing", options, rows).outcome()).isEqualTo(Outcome.HOLDS);
    Verdict fails = judge("merging-costs-nothing", options.replace("0.95", "0.8"), rows);
    assertThat(fails.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(fails.why()).contains("training images (100 to 50.0 %)");
    TextTable alone = table(columns, "1 9 200 0.95 300 300 1 1 0.6 0.6");
    assertThat(judge("merging-costs-nothing", options, alone).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void neuronsSettleInStableCellsLeavingOutThoseThatSeeNothing() {
    TextTable rows =
        table(
            "seed step stable has_target",
            "1 0 0 1",
            "1 0 1 1",
            "1 9 1 1",
            "1 9 1 1",
            "1 9 0 0",
            "1 9 0 1");

    Verdict holds = judge("neurons-settle-in-stable-cells", "{'step': 9, 'share': 0.6}", rows);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.numbers()).containsEntry("share in stable cells at the start", 0.5);
    assertThat(judge("neurons-settle-in-stable-cells", "{'step': 9, 'share': 0.7}", rows).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(judge("neurons-settle-in-stable-cells", "{'step': 0, 'share': 0.1}", rows).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  /**
   * @param options as JSON with single quotes
   */
  private static Verdict judge(String predicate, String options, TextTable table) {
    SortedMap<String, JsonNode> own = new TreeMap<>();
    tree(options).properties().forEach(option -> own.put(option.getKey(), option.getValue()));
    SortedMap<String, List<JsonNode>> select = new TreeMap<>();
    if (table.columns().contains("hidden_nodes")) {
      List<JsonNode> widths = new ArrayList<>();
      tree("[10, 300]").forEach(widths::add);
      select.put("hidden_nodes", widths);
    }
    Class<? extends Row> row = Predicates.of(predicate).tables().get(0);
    return Claims.judge(
        new Claim(
            "a-claim", "A statement.", "paper", predicate, own, "", "A reason.", List.of("laptop")),
        "laptop",
        List.of(
            new DrawnExperiment(
                "synthetic",
                "synthetic",
                "Synthetic rows",
                "race",
                new TreeMap<>(),
                select,
                new TreeMap<>(),
                List.of(),
                List.of())),
        new Tables(java.util.Map.of(row, Rows.of(row, List.of(table.as(row))))));
  }

  private static JsonNode tree(String json) {
    return Json.read(json.replace('\'', '"'), JsonNode.class, "test");
  }

  private static TextTable table(String columns, String... rows) {
    return TextTable.of(columns, rows);
  }
}
