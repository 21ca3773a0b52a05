package io.luckynodes.metrics.flow;

import static io.luckynodes.metrics.ComputedJobs.job;
import static io.luckynodes.metrics.ComputedJobs.law;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.metrics.Computed;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What METRICS makes of the Race's dynamics. */
class FlowMetricsTest {
  private static final String CELLS =
      "{'train_samples': 12, 'inputs': 2, 'class_distance': 1, 'cell_directions': 2000,"
          + " 'directions': 30, 'steps': 800, 'first_step': 0.05, 'step_decay': 50,"
          + " 'bound_cosine': 0.003, 'courses': 20, 'course_steps': 300, 'course_step': 0.002,"
          + " 'measure': ['laws']}";

  private static final String CLASSIFIER =
      "{'train_samples': 12, 'inputs': 2, 'class_distance': 2, 'hidden_nodes': 20,"
          + " 'initial_std': 1e-5, 'learning_rates': [0.04, 0.02], 'growth_time': 4, 'time': 60,"
          + " 'snapshot_time': 4, 'drop_share': 0.95, 'momentum': 0.9, 'batch': 4,"
          + " 'general_std': 0.5, 'difference_step': 1e-5, 'output_sizes': [0.1, 0.05],"
          + " 'aligned_times': [0, 8], 'aligned_cosine': 0.5, 'aligned_outgoing_cosine': 0.9,"
          + " 'least_alignment': 0.1, 'measure': ['laws']}";

  @Test
  void cellsCoursesAndRestsAreMeasured() {
    TableWriter tables =
        Computed.each(job("cell-flow", CELLS, "{}", 2), CellFlowMetricsStage::measure);
    assertThat(law(tables, "cells").where("series", "listed").values("y")).containsOnly(24);
    assertThat(law(tables, "cells").values("predicted")).containsOnly(24);
    assertThat(greatest(law(tables, "course-error"))).isBetween(0.0, 1e-8);
    assertThat(law(tables, "climb").count()).isBetween(50, 60);
    assertThat(least(law(tables, "climb"))).isPositive();
    assertThat(greatest(law(tables, "own-bounds"))).isZero();
    assertThat(greatest(law(tables, "median-angle"))).isLessThan(1);
    double[] stable = law(tables, "stable-share").values("y");
    double[] bound = law(tables, "bound-share").values("y");
    for (int seed = 0; seed < 2; seed++) {
      assertThat(stable[seed] + bound[seed]).isBetween(0.8, 1.01);
      Rows basins = law(tables, "basins").where("seed", seed + 1);
      assertThat(Arrays.stream(basins.values("y")).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void nothingIsMeasuredOfWhatIsNotAskedFor() {
    TableWriter tables =
        Computed.each(
            job("cell-flow", CELLS, "{'cell_directions': 0, 'directions': 0}", 1),
            CellFlowMetricsStage::measure);
    assertThat(law(tables, "cells").isEmpty()).isTrue();
    assertThat(law(tables, "climb").isEmpty()).isTrue();
    assertThat(law(tables, "course").isEmpty()).isFalse();
  }

  @Test
  void growthFollowsItsIntegralAndTheRaceIsRunOnce() {
    TableWriter tables =
        Computed.each(
            job("classifier-flow", CLASSIFIER, "{}", 2), ClassifierFlowMetricsStage::measure);
    Rows slopes = law(tables, "growth-miss-slope");
    Rows exact = slopes.where("series", "sum of norms");
    assertThat(least(exact)).isCloseTo(1, within(0.15));
    assertThat(greatest(exact)).isCloseTo(1, within(0.15));
    assertThat(greatest(slopes.where("series", "sum, without the bias"))).isLessThan(0.6);
    Rows polar = law(tables, "polar");
    for (int i = 0; i < polar.count(); i++) {
      assertThat(polar.values("y")[i]).isCloseTo(polar.values("predicted")[i], within(1e-7));
    }
    assertThat(greatest(law(tables, "outgoing-sum"))).isLessThan(1e-13);
    Rows exponents = law(tables, "softmax-exponent");
    for (int i = 0; i < exponents.count(); i++) {
      assertThat(exponents.values("y")[i])
          .isCloseTo(exponents.values("predicted")[i], within(0.05));
    }
    assertThat(least(law(tables, "aligned-fall"))).isPositive();
    assertThat(law(tables, "outgoing-side-before-drop").count()).isEqualTo(2);
    Rows spread = law(tables, "spread");
    assertThat(greatest(spread.where("series", "of one gating"))).isLessThan(1e-3);
    assertThat(law(tables, "pull-with-loss").count()).isEqualTo(2);
    assertThat(least(law(tables, "winner-place"))).isGreaterThanOrEqualTo(1);
  }

  private static double greatest(Rows rows) {
    return Arrays.stream(rows.values("y")).max().orElseThrow();
  }

  private static double least(Rows rows) {
    return Arrays.stream(rows.values("y")).min().orElseThrow();
  }
}
