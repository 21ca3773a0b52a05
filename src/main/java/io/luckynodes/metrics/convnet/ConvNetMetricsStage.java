package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;

/** The METRICS stage of ConvNets whose teacher is pruned. */
public final class ConvNetMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacher, TableWriter tables) {
    return Cifar10Metrics.measure(task, teacher, tables);
  }
}
