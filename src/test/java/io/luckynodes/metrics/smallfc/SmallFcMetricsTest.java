package io.luckynodes.metrics.smallfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TableWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What METRICS makes of small networks. */
class SmallFcMetricsTest {
  private static final String SETTINGS =
      "{'inputs': 6, 'input_std': 1, 'outputs': 4, 'teacher_widths': [4, 5], 'bias_range': 0.5,"
          + " 'over_realisation': 2, 'batch': 16, 'time': 0, 'snapshots': 2, 'norm': 0,"
          + " 'bn_epsilon': 0, 'learning_rate': 0.05, 'evaluation_samples': 16,"
          + " 'difference_step': 1e-6, 'measure': ['laws', 'network', 'norm-vectors', 'norms']}";

  @Test
  void gradientsByThreeRulesAgreeAndTheNetworkIsDrawnOnOneInput() {
    TableWriter tables = measured("{}", "{}");
    Rows errors = law(tables, "gradient-error");
    assertThat(errors.distinctTexts("series"))
        .containsExactly("by the recursion", "by central differences");
    assertThat(greatest(errors.where("series", "by the recursion"))).isLessThan(1e-13);
    assertThat(greatest(errors.where("series", "by central differences"))).isBetween(1e-15, 1e-6);
    Rows updates = law(tables, "update");
    assertThat(updates.count()).isEqualTo(6 * 8 + 8 * 10 + 10 * 4);
    assertThat(law(tables, "equation-8-error").isEmpty()).as("with biases").isTrue();
    Rows network = rows(tables, NetworkRow.class);
    assertThat(network.where("side", "student").where("part", "weight").count())
        .isEqualTo(updates.count());
    assertThat(network.where("part", "gradient").distinctTexts("side")).containsExactly("student");
    assertThat(tables.tables()).doesNotContainKey("norm-vectors");
  }

  @Test
  void withoutBiasesEquationEightIsHeldAgainstGradientsBeforeAndAfterTraining() {
    TableWriter tables = measured("{'bias_range': 0, 'time': 1, 'difference_step': 0}", "{}");
    Rows errors = law(tables, "equation-8-error");
    assertThat(errors.distinctTexts("series")).containsExactly("before training", "after training");
    assertThat(greatest(errors.where("x", 3))).isLessThan(1e-13);
    assertThat(least(errors.where("x", 1))).isGreaterThan(0.05);
    assertThat(least(law(tables, "beta-change").where("x", 1))).isGreaterThan(0.01);
    assertThat(law(tables, "beta-change-at-top").values("y")).containsOnly(0);
    assertThat(law(tables, "gradient-error").isEmpty()).isTrue();
  }

  @Test
  void normsDriftWithTheRateUnderBatchNormAndNotWithoutIt() {
    TableWriter tables =
        measured(
            "{'time': 2, 'evaluation_samples': 0}",
            "{'learning_rate': 0.04, 'norm': 0}",
            "{'learning_rate': 0.01, 'norm': 0}",
            "{'learning_rate': 0.04, 'norm': 1}",
            "{'learning_rate': 0.01, 'norm': 1}",
            "{'learning_rate': 0.04, 'norm': 2}",
            "{'learning_rate': 0.01, 'norm': 2}");
    Rows exponents = law(tables, "drift-exponent");
    assertThat(exponents.count()).isEqualTo(3);
    assertThat(exponents.values("predicted")).containsExactly(0, 1, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(exponents.values("y")[i]).isCloseTo(exponents.values("predicted")[i], within(0.3));
    }
    assertThat(greatest(law(tables, "lemma-1-cosine"))).isLessThan(1e-12);
    assertThat(greatest(law(tables, "theorem-3-cosine"))).isLessThan(1e-12);
    assertThat(greatest(law(tables, "norm-backward-error"))).isLessThan(1e-6);
    assertThat(least(law(tables, "weights-cosine").where("series", "without BatchNorm")))
        .isGreaterThan(0.1);
    assertThat(rows(tables, NormsRow.class).where("norm", 1).where("node", 0).count())
        .isEqualTo(2 * 3);
    Rows vectors = rows(tables, NormVectorsRow.class).where("learning_rate", 0.01);
    for (int norm = 1; norm <= 2; norm++) {
      Rows own = vectors.where("norm", norm);
      double linear = own.where("vector", "linear").values("value")[0];
      assertThat(linear).isCloseTo(sum(own), within(1 / Math.sqrt(6))).isPositive();
    }
  }

  /** What inputs and weights give, without the bias. */
  private static double sum(Rows vectors) {
    double[] inputs = vectors.where("vector", "fan-in").sortedBy("index").values("value");
    double[] weights = vectors.where("vector", "weights").sortedBy("index").values("value");
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      sum += inputs[i] * weights[i];
    }
    return sum;
  }

  @Test
  void anEpsilonTiltsWhatBatchNormHandsBackAndIsNotHeldAgainstTheLemma() {
    TableWriter tables = measured("{'norm': 2, 'bn_epsilon': 0.01}", "{}");
    assertThat(least(law(tables, "activation-cosine"))).isGreaterThan(1e-6);
    assertThat(law(tables, "activation-cosine").distinctTexts("series"))
        .containsExactly("BatchNorm before ReLU, ε = 0.01");
    assertThat(law(tables, "lemma-1-cosine").isEmpty()).isTrue();
  }

  private static double greatest(Rows rows) {
    return Arrays.stream(rows.values("y")).max().orElseThrow();
  }

  private static double least(Rows rows) {
    return Arrays.stream(rows.values("y")).min().orElseThrow();
  }

  private static Rows law(TableWriter tables, String law) {
    return rows(tables, LawsRow.class).where(LawsRow.LAW, law);
  }

  private static Rows rows(TableWriter tables, Class<? extends Row> row) {
    String name = TableType.of(row).name();
    return Rows.of(row, List.of(tables.tables().get(name)));
  }

  /**
   * Measures.
   *
   * @param changed settings
   * @param variants of one seed
   */
  private static TableWriter measured(String changed, String... variants) {
    SortedMap<String, Setting> settings = new TreeMap<>();
    for (String some : List.of(SETTINGS, changed)) {
      tree(some)
          .properties()
          .forEach(one -> settings.put(one.getKey(), new Setting(one.getValue(), Source.A, null)));
    }
    List<Member> members = new ArrayList<>();
    for (String variant : Arrays.asList(variants)) {
      SortedMap<String, JsonNode> axes = new TreeMap<>();
      tree(variant).properties().forEach(axis -> axes.put(axis.getKey(), axis.getValue()));
      members.add(new Member(1, axes));
    }
    Job job =
        new Job(
            "id",
            Stage.METRICS,
            "luck-matters",
            "small",
            "small-fc",
            "paper",
            settings,
            members,
            new TreeMap<>(),
            null);
    TableWriter tables = new TableWriter(job.texts("measure"));
    SmallFcMetricsStage.measure(job, tables);
    return tables;
  }

  private static JsonNode tree(String json) {
    return Json.read(json.replace('\'', '"'), JsonNode.class, "test");
  }
}
