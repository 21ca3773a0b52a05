package io.luckynodes.metrics.region;

import static io.luckynodes.metrics.ComputedJobs.law;
import static io.luckynodes.metrics.ComputedJobs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.metrics.Computed;
import io.luckynodes.metrics.ComputedJobs;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegionMetricsTest {
  private static final String SETTINGS =
      "{'samples': 200, 'radius': 3, 'gap': 0, 'hole_radius': 0, 'outputs': 5,"
          + " 'teacher_degrees': [20, 140, 255], 'teacher_offsets': [0.6, 0.6, 0.6],"
          + " 'hidden_nodes': 12, 'initial_std': 0.3, 'initial_bias_std': 0.3,"
          + " 'learning_rate': 0.02, 'momentum': 0.9, 'steps': 3000, 'snapshot_steps': [10, 100],"
          + " 'settled': 0.05, 'turned_degrees': [10, 5, 1],"
          + " 'measure': ['region-points', 'region-nodes', 'region-pieces', 'laws']}";

  private static TableWriter measured(String changed, int seeds) {
    return Computed.each(
        ComputedJobs.job("region", SETTINGS, changed, seeds), RegionMetricsStage::measure);
  }

  @Test
  void aWideStudentComesToTheTeachersLines() {
    TableWriter tables = measured("{}", 2);
    Rows nodes = rows(tables, RegionNodesRow.class);
    assertThat(nodes.count()).isEqualTo(2 * 4 * (3 + 12));
    assertThat(rows(tables, RegionPointsRow.class).count()).isEqualTo(2 * 200);
    assertThat(rows(tables, RegionPiecesRow.class).where("observer", -1).count()).isEqualTo(2 * 3);
    assertThat(law(tables, "rank-one").values("y"))
        .containsExactly(law(tables, "rank-one").values("predicted"), within(1e-12));
    assertThat(law(tables, "settled").values("y")).contains(1);
    assertThat(law(tables, "line-angle").distinctTexts(LawsRow.SERIES))
        .containsExactly("distinct and visible");
    assertThat(most(law(tables, "line-angle"))).isLessThan(5);
    assertThat(most(law(tables, "one-point-fall"))).isLessThan(0.05);
    Rows independence = law(tables, "independence");
    assertThat(least(independence.where("x", 1))).isGreaterThan(0.1);
    assertThat(most(independence.where("x", 4))).isLessThan(1e-12);
  }

  @Test
  void aNarrowStudentStaysAwayFromCriticalPointsOfSgd() {
    TableWriter tables = measured("{'hidden_nodes': 2}", 2);
    assertThat(law(tables, "settled").values("y")).containsOnly(0);
    assertThat(least(law(tables, "one-point-fall"))).isGreaterThan(0.01);
    assertThat(law(tables, "line-angle").isEmpty()).isTrue();
  }

  @Test
  void whatOfAssumptionOneDoesNotHoldNamesTheCase() {
    String shared = "{'teacher_degrees': [20, 140, 20], 'settled': 100, 'steps': 20}";
    assertThat(law(measured(shared, 1), "line-angle").distinctTexts(LawsRow.SERIES))
        .containsExactlyInAnyOrder(
            "two teacher nodes on one line", "distinct and visible, others are not");
    String outside = "{'teacher_offsets': [0.6, 0.6, -3.4], 'settled': 100, 'steps': 20}";
    TableWriter tables = measured(outside, 1);
    assertThat(law(tables, "line-angle").distinctTexts(LawsRow.SERIES))
        .containsExactlyInAnyOrder(
            "outside the training set", "distinct and visible, others are not");
    // The loss has not vanished.
    assertThat(law(tables, "line-lost").isEmpty()).isTrue();
  }

  @Test
  void asOftenAsItRunsTheNumbersAreTheSame() {
    String changed = "{'steps': 50}";
    assertThat(law(measured(changed, 1), "gradient").values("y"))
        .containsExactly(law(measured(changed, 1), "gradient").values("y"));
  }

  private static double most(Rows law) {
    return Arrays.stream(law.values("y")).max().orElseThrow();
  }

  private static double least(Rows law) {
    return Arrays.stream(law.values("y")).min().orElseThrow();
  }
}
