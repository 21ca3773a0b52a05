package io.luckynodes.metrics.twolayer;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.metrics.MetricTables;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.stage.StageTask;

/** The METRICS stage of two-layer networks. */
public final class TwoLayerMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacher, MetricTables tables) {
    return TwoLayerMetrics.measure(task, teacher, tables);
  }
}
