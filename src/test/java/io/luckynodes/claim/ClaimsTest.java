package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final String LOW = "low-correlation-low-fan-out";
  private static final String LOW_OPTIONS = "{\"correlation\": 0.95}";
  private static final String ACCURACY = "accuracy-ordered-by-width";

  /** Three seeds, each with a node that follows a teacher node and one that does not. */
  private static TextTable nodes() {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(seed + " 7 0 0.99 2");
      rows.add(seed + " 7 0 0.5 1");
      // Not drawn, and would fail.
      rows.add(seed + " 7 2 0.99 1");
      rows.add(seed + " 7 2 0.5 2");
      // Earlier, and would fail.
      rows.add(seed + " 1 0 0.99 1");
      rows.add(seed + " 1 0 0.5 2");
    }
    return table("seed epoch polarity correlation fan_out", rows);
  }

  // What holds for all.

  @Test
  void onlyWhatIsSelectedCounts() {
    assertThat(Judging.judge(LOW, LOW_OPTIONS, "{\"polarity\": [0]}", nodes()).outcome())
        .isEqualTo(Outcome.HOLDS);
    assertThat(Judging.judge(LOW, LOW_OPTIONS, "{\"polarity\": [0, 2]}", nodes()).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aClaimIsNotJudgedAtAScaleThatItDoesNotName() {
    Verdict verdict =
        Claims.judge(Judging.claim(LOW, LOW_OPTIONS), "smoke", List.of(), tables(LOW, nodes()));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("laptop or paper").contains("smoke");
  }

  @Test
  void aClaimIsNotJudgedWithoutRowsOrWithoutAColumn() {
    assertThat(
            Claims.judge(
                    Judging.claim(LOW, LOW_OPTIONS),
                    "laptop",
                    List.of(),
                    new Tables(
                        Map.of(StudentNodesRow.class, Rows.of(StudentNodesRow.class, List.of()))))
                .why())
        .contains("no rows of table student-nodes");
    assertThat(
            Judging.judge(ACCURACY, "{}", "{}", table("seed epoch accuracy loss", "1 1 1 1")).why())
        .contains("no column over_realisation");
  }

  @Test
  void unknownPredicatesAndOptionsAreFaultsOfTheDefinition() {
    assertThatThrownBy(() -> Predicates.of("better-than-all"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("'better-than-all'")
        .hasMessageContaining(ACCURACY)
        .extracting(e -> ((LuckyException) e).exitCode())
        .isEqualTo(ExitCode.BAD_DEFINITION);
    assertThat(Claims.faults(Judging.claim(LOW, LOW_OPTIONS))).isEmpty();
    assertThat(Claims.faults(Judging.claim(LOW, "{}")).toString()).contains("options.correlation");
    assertThat(Claims.faults(Judging.claim(LOW, "{\"correlation\": 0, \"leeway\": 1}")).toString())
        .contains("options.leeway");
    assertThat(Claims.faults(Judging.claim(LOW, "{\"correlation\": \"some\"}")).toString())
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
    return new Tables(Map.of(row, Rows.of(row, List.of(table.as(row)))));
  }

  private static TextTable table(String columns, String... rows) {
    return TextTable.of(columns, rows);
  }

  private static TextTable table(String columns, List<String> rows) {
    return new TextTable(columns, rows);
  }
}
