package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final String TOLERANCE = "{\"tolerance\": 0.01}";

  // Fan-out of unaligned nodes.

  private static Table nodes(double unalignedFanOut) {
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
    Table allAligned = table("epoch correlation fan_out", "3 0.99 1", "3 0.98 1");
    Table noneAligned = table("epoch correlation fan_out", "3 0.2 0", "3 0.3 0");

    Verdict without = judge(FADE, FADE_OPTIONS, allAligned);
    assertThat(without.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(without.why()).contains("No student node has a correlation below 0.9");
    assertThat(judge(FADE, FADE_OPTIONS, noneAligned).why()).contains("above 0.95");
  }

  @Test
  void divergedRowsAreLeftOutAndCounted() {
    Table diverged =
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
    Table holds = table(columns, "2 0 0.99 2", "2 0 0.5 0.1", "2 1.5 0.99 1", "2 1.5 0.3 0.1");
    Table fails = table(columns, "2 0 0.99 2", "2 0 0.5 0.1", "2 1.5 0.99 1", "2 1.5 0.3 0.3");

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
    Table table =
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
    Table table =
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

  private static Table shares(double of5, double of10) {
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

  private static Table layers(double... bestOfSecondLayer) {
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
    Table holds = table(columns, "1 3 1 0.5", "2 3 1 0.7", "1 3 2 0.7", "2 3 2 0.6");
    Table fails = table(columns, "1 3 1 0.5", "2 3 1 0.8", "1 3 2 0.7", "2 3 2 0.5");

    assertThat(judge(ACCURACY, TOLERANCE, holds).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge(ACCURACY, TOLERANCE, fails).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void orderByWidthIsNotJudgedOfOneWidthOrOfNetworksWithoutAccuracy() {
    String columns = "seed epoch over_realisation accuracy";
    Table oneWidth = table(columns, "1 3 2 0.5");
    Table noClasses = table(columns, "1 3 1 NaN", "1 3 2 NaN");

    assertThat(judge(ACCURACY, TOLERANCE, oneWidth).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    Verdict verdict = judge(ACCURACY, TOLERANCE, noClasses);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.numbers()).isEmpty();
  }

  // What holds for all.

  @Test
  void aClaimIsNotJudgedAtAScaleThatItDoesNotName() {
    Verdict verdict =
        Claims.judge(claim(FADE, FADE_OPTIONS), "smoke", Map.of(), Rows.of(List.of(nodes(0.1))));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("laptop or paper").contains("smoke");
  }

  @Test
  void aClaimIsNotJudgedWithoutRowsOrWithoutAColumn() {
    assertThat(
            Claims.judge(claim(FADE, FADE_OPTIONS), "laptop", Map.of(), Rows.of(List.of())).why())
        .contains("no rows of table student-nodes");
    assertThat(judge(LOW, LOW_OPTIONS, table("epoch correlation fan_out", "1 1 1")).why())
        .contains("no column polarity");
  }

  @Test
  void unknownPredicatesAndOptionsAreFaultsOfTheDefinition() {
    assertThatThrownBy(() -> Predicates.of("better-than-all"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("'better-than-all'")
        .hasMessageContaining(SHARE)
        .extracting(e -> ((LuckyException) e).exitCode())
        .isEqualTo(ExitCode.BAD_DEFINITION);
    assertThat(Predicates.names()).containsExactlyInAnyOrder(FADE, LOW, SHARE, LAYERS, ACCURACY);
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

  private static Verdict judge(String predicate, String options, Table table) {
    return judge(predicate, options, "{}", table);
  }

  private static Verdict judge(String predicate, String options, String select, Table table) {
    Map<String, List<JsonNode>> selected = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            axis -> {
              List<JsonNode> values = new ArrayList<>();
              axis.getValue().forEach(values::add);
              selected.put(axis.getKey(), values);
            });
    return Claims.judge(claim(predicate, options), "laptop", selected, Rows.of(List.of(table)));
  }

  private static Claim claim(String predicate, String options) {
    SortedMap<String, JsonNode> map = new TreeMap<>();
    tree(options).properties().forEach(option -> map.put(option.getKey(), option.getValue()));
    return new Claim("a-claim", "A statement.", predicate, map, List.of("laptop", "paper"));
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class, "test");
  }

  private static Table table(String columns, String... rows) {
    return table(columns, List.of(rows));
  }

  /** A table from text; seeds, epochs and layers are whole numbers, as in real ones. */
  private static Table table(String columns, List<String> rows) {
    TableBuilder table = new TableBuilder();
    String[] names = columns.split(" ", -1);
    for (String row : rows) {
      String[] cells = row.split(" ", -1);
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        boolean whole = List.of("seed", "epoch", "layer").contains(names[i]);
        values.put(names[i], whole ? (Object) Integer.valueOf(cells[i]) : Double.valueOf(cells[i]));
      }
      table.add(values);
    }
    return table.build();
  }
}
