package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.stage.StageTask;

/** The METRICS stage of ConvNets. */
public final class ConvNetMetricsStage extends MetricsStage {
  @Override
  Measured measure(StageTask task, Artifact teacher, MetricTables tables) {
    return ConvNetMetrics.measure(task, teacher, tables);
  }
}
