package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.stage.StageTask;

/** The METRICS stage of two-layer networks. */
public final class TwoLayerMetricsStage extends MetricsStage {
  @Override
  Measured measure(StageTask task, Artifact teacher, MetricTables tables) {
    return TwoLayerMetrics.measure(task, teacher, tables);
  }
}
