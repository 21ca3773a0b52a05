package io.luckynodes.metrics.twolayer;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;

/** The METRICS stage of two-layer networks. */
public final class TwoLayerMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacher, TableWriter tables) {
    return TwoLayerMetrics.measure(task, teacher, tables);
  }
}
