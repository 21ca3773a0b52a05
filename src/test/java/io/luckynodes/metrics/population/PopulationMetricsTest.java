package io.luckynodes.metrics.population;

import static io.luckynodes.metrics.ComputedJobs.job;
import static io.luckynodes.metrics.ComputedJobs.law;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.metrics.Computed;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What METRICS makes of students on infinitely many inputs. */
class PopulationMetricsTest {
  private static final String POPULATION =
      "{'inputs': 6, 'outputs': 4, 'teacher_nodes': 3, 'polarity': 1, 'over_realisation': 2,"
          + " 'student_std': 0.01, 'last_side': 0, 'step': 0.2, 'time': 60, 'cosine': 0.95, 'trials': 3,"
          + " 'measure': ['laws']}";

  private static final String MINIMA =
      "{'teacher_nodes': 10, 'more_nodes': 0, 'initial_scale': 1, 'learning_rate': 0.1,"
          + " 'gradient_norm': 1e-9, 'most_steps': 1000000, 'loss': 0.001, 'trials': 6,"
          + " 'measure': ['laws']}";

  @Test
  void gatesAreAsTheirClosedFormButForTheControl() {
    TableWriter tables =
        measured(
            "gate-products",
            "{'dimensions': [3], 'samples': 20000, 'angles': 3, 'plane_angles': 13,"
                + " 'student_norm': 0.7, 'teacher_norm': 1.3, 'biases': [0, -3],"
                + " 'measure': ['laws']}",
            GateProductsMetricsStage::measure);
    Rows plane = law(tables, "gate-product-plane");
    assertThat(plane.count()).isEqualTo(2 * 13);
    assertThat(greatestError(plane)).isLessThan(1e-15);
    assertThat(greatestError(law(tables, "gate-share-plane"))).isLessThan(1e-15);
    Rows errors = law(tables, "gate-product-error");
    assertThat(errors.distinctTexts("series")).hasSize(3);
    assertThat(errors.count()).isEqualTo(3 * 3 * 3);
    assertThat(greatest(errors)).isLessThan(5);
    assertThat(greatest(law(tables, "gate-product-control"))).isGreaterThan(20);
    // Three standard deviations out, hardly a sample is in both regions.
    assertThat(law(tables, "outside-span").distinctTexts("series")).containsExactly("bias 0");
  }

  @Test
  void whatIsNeverMatchedCountsAsMatchedAtTheEnd() {
    TableWriter tables = measured("population", POPULATION, PopulationMetricsStage::measure);
    assertThat(law(tables, "arrival").count()).isEqualTo(3 * 3);
    assertThat(law(tables, "strength").values("y")[2]).isCloseTo(1.0 / 3, within(1e-15));
    double[] medians = law(tables, "median-arrival").values("y");
    assertThat(medians[0]).isBetween(1.0, 59.0);
    assertThat(law(tables, "all-matched").values("y")[0]).isGreaterThanOrEqualTo(medians[2]);
    TableWriter early =
        measured(
            "population",
            POPULATION.replace("'time': 60", "'time': 1"),
            PopulationMetricsStage::measure);
    assertThat(law(early, "arrival").values("y")).containsOnly(1);
    assertThat(law(early, "trials-matched").values("y")).containsOnly(0);
    assertThat(law(early, "strong-first").values("y")).containsOnly(0);
  }

  @Test
  void studentsOnItsSideMatchTheLastTeacherNodeSooner() {
    double towards = lastMatched("1");
    double away = lastMatched("-1");
    assertThat(towards).isLessThan(away);
  }

  private static double lastMatched(String side) {
    String settings = POPULATION.replace("'last_side': 0", "'last_side': " + side);
    TableWriter tables = measured("population", settings, PopulationMetricsStage::measure);
    assertThat(law(tables, "strong-first").isEmpty()).isTrue();
    return law(tables, "last-matched").values("y")[0];
  }

  @Test
  void theSecondStudentTurnsFromTheStrongTeacherToTheWeakOne() {
    Rows ends = law(pursuit("0.4"), "pursuit-end");
    assertThat(greatest(ends)).isLessThan(1);
    assertThat(greatest(law(pursuit("0.4"), "pursuit-nearest"))).isLessThan(10);
    // There is nothing to turn to without a weak one.
    assertThat(greatest(law(pursuit("1e-6"), "pursuit-end"))).isGreaterThan(45);
  }

  private static TableWriter pursuit(String weak) {
    return measured(
        "pursuit",
        "{'teacher_degrees': [0, 100], 'teacher_strengths': [1, "
            + weak
            + "], 'student_degrees': [20, 40], 'student_norm': 0.02,"
            + " 'fan_out_degrees': [0, 28.648], 'step': 0.2, 'time': 150, 'snapshots': 5,"
            + " 'measure': ['laws']}",
        PursuitMetricsStage::measure);
  }

  @Test
  void aSingleStudentTakesAsLongAsItsLawSays() {
    TableWriter tables =
        measured(
            "single-student",
            "{'gaps': [1, 0.1, 0.01], 'small_gap': 0.1, 'change': 0.05, 'samples': 300,"
                + " 'sampled_gaps': [1], 'learning_rate': 0.1, 'sampled_time': 50,"
                + " 'measure': ['laws']}",
            SingleStudentMetricsStage::measure);
    assertThat(greatestError(law(tables, "turning"))).isLessThan(1e-15);
    assertThat(greatestError(law(tables, "slow-ratio"))).isLessThan(0.01);
    assertThat(greatestError(law(tables, "slow-ratio-of-small"))).isLessThan(0.05);
    assertThat(law(tables, "slow-ratio-of-small").count()).isEqualTo(2);
    assertThat(greatestError(law(tables, "slow-exponent"))).isLessThan(0.05);
    assertThat(law(tables, "slow-exponent").count()).isEqualTo(2);
    assertThat(law(tables, "slow-sampled").values("y")).containsOnly(1);
  }

  @Test
  void ratiosOfNormsGrowAsTheoremSevenSays() {
    TableWriter tables =
        measured(
            "norm-growth",
            "{'inputs': 4, 'outputs': 3, 'teacher_nodes': 2, 'polarity': 1, 'over_realisation': 2,"
                + " 'start_norm': 0.1, 'step': 0.2, 'time': 8, 'toy_starts': [0.01, 0.002, 0.005,"
                + " 0.015], 'toy_scales': [0.1, 1], 'deltas': [0, 0.04], 'toy_step': 0.05,"
                + " 'toy_from': 15, 'toy_to': 30, 'measure': ['laws']}",
            NormGrowthMetricsStage::measure);
    assertThat(law(tables, "norm-ratio").count()).isEqualTo(6);
    assertThat(greatestError(law(tables, "norm-ratio"))).isLessThan(1e-3);
    assertThat(greatest(law(tables, "drift"))).isLessThan(1e-6);
    assertThat(law(tables, "drift-refined").values("y")[0]).isGreaterThan(10);
    assertThat(greatestError(law(tables, "toy-rate"))).isLessThan(0.01);
    assertThat(greatest(law(tables, "toy-constant"))).isLessThan(1e-3);
    double[] degrees = law(tables, "toy-angle").values("y");
    assertThat(degrees[0]).isLessThan(degrees[1] / 5);
  }

  /**
   * The released results of ten teacher nodes (Results/newExp-10-10.mat at 0719662) have two kinds
   * of spurious minima, of losses 0.01870 and 0.03533.
   */
  @Test
  void spuriousMinimaAreThoseThatTheirAuthorsFound() {
    TableWriter tables =
        measured("unit-vector-teacher", MINIMA, UnitVectorTeacherMetricsStage::measure);
    double[] losses = law(tables, "spurious-loss").values("y");
    assertThat(losses).isNotEmpty();
    for (double loss : losses) {
      assertThat(Math.min(Math.abs(loss - 0.01870), Math.abs(loss - 0.03533))).isLessThan(1e-5);
    }
    assertThat(law(tables, "spurious-share").values("y")).containsExactly(losses.length / 6.0);
    assertThat(law(tables, "spurious-share").distinctTexts("series")).containsExactly("n = k");
    assertThat(law(tables, "unfinished-share").values("y")).containsExactly(0);
    assertThat(Arrays.stream(law(tables, "least-curvature").values("y")).min().orElseThrow())
        .isGreaterThan(1e-3);
  }

  @Test
  void aRunThatStepsDoNotSufficeForIsUnfinishedAndNoMinimum() {
    TableWriter tables =
        measured(
            "unit-vector-teacher",
            MINIMA
                .replace("'most_steps': 1000000", "'most_steps': 3")
                .replace("'more_nodes': 0", "'more_nodes': 2"),
            UnitVectorTeacherMetricsStage::measure);
    assertThat(law(tables, "unfinished-share").values("y")).containsExactly(1);
    assertThat(law(tables, "spurious-share").values("y")).containsExactly(0);
    assertThat(law(tables, "spurious-share").distinctTexts("series")).containsExactly("n = k + 2");
    assertThat(law(tables, "spurious-loss").isEmpty()).isTrue();
  }

  private static TableWriter measured(String model, String settings, Consumer<Computed> measure) {
    return Computed.each(job(model, settings, "{}", 1), measure);
  }

  private static double greatest(Rows rows) {
    return Arrays.stream(rows.values("y")).max().orElseThrow();
  }

  private static double greatestError(Rows rows) {
    double[] y = rows.values("y");
    double[] predicted = rows.values("predicted");
    double error = 0;
    for (int i = 0; i < y.length; i++) {
      error = Math.max(error, Math.abs(y[i] - predicted[i]));
    }
    return error;
  }
}
