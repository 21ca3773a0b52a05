package io.luckynodes.metrics.deep;

import static io.luckynodes.metrics.ComputedJobs.job;
import static io.luckynodes.metrics.ComputedJobs.law;
import static io.luckynodes.metrics.ComputedJobs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.metrics.Computed;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What METRICS makes of deep students in the plane. */
class DeepRegionMetricsTest {
  private static final String SETTINGS =
      "{'samples': 60, 'radius': 3, 'outputs': 5, 'teacher_degrees': [20, 140],"
          + " 'teacher_offsets': [0.5, 0.5], 'upper_teacher_nodes': 2, 'hidden_nodes': 4,"
          + " 'upper_student_nodes': 3, 'initial_variance': 0.96, 'learning_rate': 0.02,"
          + " 'momentum': 0.9, 'steps': 20, 'finish_steps': 5, 'rounds': 1, 'settled': 1e-9,"
          + " 'snapshot_steps': [1], 'grid': 11, 'measure': ['laws', 'matrices', 'network']}";

  @Test
  void aTrialThatIsFarFromCriticalCountsForThePremiseAlone() {
    TableWriter tables = measured();
    assertThat(greatest(law(tables, "gradient-rule"))).isBetween(1e-17, 1e-12);
    assertThat(greatest(law(tables, "mixture-spread"))).isZero();
    assertThat(law(tables, "far-angle").count()).isEqualTo(2);
    assertThat(law(tables, "critical-angle").isEmpty()).isTrue();
    assertThat(law(tables, "student-learns").values("y")).containsOnly(0);
    Rows course = law(tables, "course").where("seed", 1).where("series", "ε");
    assertThat(Arrays.copyOf(course.values("x"), 3)).containsExactly(0, 1, 20);
    assertThat(course.values("y")[0]).isGreaterThan(0.1);
  }

  @Test
  void theDrawnMatricesAreThoseOfTheGradientRule() {
    TableWriter tables = measured();
    Rows own = rows(tables, MatricesRow.class).where("seed", 1);
    double[] f = own.where("matrix", "f₁").values("value");
    double[] teachers = own.where("matrix", "f₁*").values("value");
    double[] gates = own.where("matrix", "D₁").values("value");
    double[] a = own.where("matrix", "A₁").values("value");
    double[] b = own.where("matrix", "B₁").values("value");
    double[] g = own.where("matrix", "g₁").values("value");
    assertThat(g).hasSize(5);
    assertThat(Arrays.stream(g).map(Math::abs).max().orElseThrow()).isPositive();
    for (int k = 0; k < 5; k++) {
      double sum = 0;
      for (int j = 0; j < teachers.length; j++) {
        sum += a[k * teachers.length + j] * teachers[j];
      }
      for (int j = 0; j < 5; j++) {
        sum -= b[k * 5 + j] * f[j];
      }
      assertThat(g[k]).isEqualTo(gates[k * 5 + k] * sum, within(1e-14));
    }
    assertThat(own.where("matrix", "α").count()).isEqualTo(11 * 11);
    Rows weights = rows(tables, NetworkRow.class).where("seed", 1).where("part", "weight");
    assertThat(weights.where("side", "student").count()).isEqualTo(2 * 4 + 4 * 3 + 3 * 5);
  }

  @Test
  void twoRunsGiveTheSameNumbers() {
    assertThat(rows(measured(), LawsRow.class).values("y"))
        .isEqualTo(rows(measured(), LawsRow.class).values("y"));
  }

  private static TableWriter measured() {
    return Computed.each(
        job("deep-region", SETTINGS, "{}", 2), one -> new DeepRegionMeasurement(one).run());
  }

  private static double greatest(Rows rows) {
    return Arrays.stream(rows.values("y")).max().orElseThrow();
  }
}
