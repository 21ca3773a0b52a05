package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.stage.StageTask;

/** The METRICS stage of ConvNets whose teacher is pruned. */
public final class ConvNetMetricsStage extends MetricsStage {
  @Override
  Measured measure(StageTask task, Artifact teacher, MetricTables tables) {
    return Cifar10Metrics.measure(
        task, teacher, (metrics, snapshots) -> metrics.measure(snapshots, tables));
  }
}
