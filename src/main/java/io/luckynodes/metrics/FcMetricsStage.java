package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.stage.StageTask;

/** The METRICS stage of deep fully connected networks. */
public final class FcMetricsStage extends MetricsStage {
  @Override
  Measured measure(StageTask task, Artifact teacher, MetricTables tables) {
    return FcMetrics.measure(task, teacher, tables);
  }
}
