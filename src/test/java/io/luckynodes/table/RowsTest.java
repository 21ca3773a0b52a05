package io.luckynodes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rows of several experiments, of which the second has an axis that the first has not. */
class RowsTest {
  private static final Table FC =
      TextTable.of(
              "seed epoch batch_norm layer mean_best_correlation", "1 0 0 0 0.1", "1 4 0 0 0.4")
          .as(LayersRow.class)
          .with(Rows.EXPERIMENT, "fc");

  private static final Table CONV =
      TextTable.of(
              "seed epoch batch_norm fresh_samples layer mean_best_correlation",
              "1 0 1 1 0 0.5",
              "1 4 1 1 0 0.8",
              "1 4 0 1 0 0.7")
          .as(LayersRow.class)
          .with(Rows.EXPERIMENT, "conv");

  private static DrawnExperiment experiment(String id, Map<String, List<JsonNode>> select) {
    return new DrawnExperiment(
        id,
        id,
        "Synthetic",
        "fc",
        new TreeMap<>(),
        new TreeMap<>(select),
        new TreeMap<>(),
        List.of(),
        List.of(),
        null);
  }

  @Test
  void rowsOfExperimentsWithOtherAxesStandSideBySide() {
    Rows rows = Rows.of(LayersRow.class, List.of(FC, CONV, FC));
    assertThat(rows.count()).isEqualTo(7);
    assertThat(rows.ofExperiment("fc").values("fresh_samples")).hasSize(4).containsOnly(Double.NaN);
    assertThat(rows.ofExperiment("conv").values("fresh_samples")).hasSize(3).containsOnly(1);
  }

  @Test
  void ofEachExperimentWhatTheFigureSelectsIsKept() {
    Rows selected =
        Rows.of(LayersRow.class, List.of(FC, CONV))
            .selected(
                List.of(
                    experiment("fc", Map.of("batch_norm", List.of(Json.tree(1)))),
                    experiment(
                        "conv",
                        Map.of(
                            "batch_norm",
                            List.of(Json.tree(1)),
                            "fresh_samples",
                            List.of(Json.tree(0), Json.tree(1))))));
    assertThat(selected.values("mean_best_correlation")).containsExactly(0.5, 0.8);
  }

  @Test
  void aColumnThatOneBatchOfAnExperimentLacksIsAFault() {
    Table other = new TableBuilder().add(Map.of("seed", 1)).build().with(Rows.EXPERIMENT, "fc");
    assertThatThrownBy(() -> Rows.of(LayersRow.class, List.of(FC, other)).values("layer"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("no column");
  }
}
