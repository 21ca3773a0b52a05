package io.luckynodes.metrics.smallfc;

import static io.luckynodes.metrics.ComputedJobs.job;
import static io.luckynodes.metrics.ComputedJobs.law;
import static io.luckynodes.metrics.ComputedJobs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableWriter;
import java.util.Arrays;
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
    assertThat(greatest(law(tables, "residue-error"))).isLessThan(1e-13);
    assertThat(greatest(law(tables, "residue-gradient-error"))).isLessThan(1e-13);
    assertThat(law(tables, "residue-error").distinctTexts("series"))
        .containsExactly("2 hidden layers");
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

  private static TableWriter measured(String changed, String... variants) {
    return SmallFcMetricsStage.measure(job("small-fc", SETTINGS, changed, 1, variants));
  }
}
