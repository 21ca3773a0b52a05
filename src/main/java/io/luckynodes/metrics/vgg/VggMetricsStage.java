package io.luckynodes.metrics.vgg;

import io.luckynodes.dataset.VggBatchNorm;
import io.luckynodes.job.Member;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Moments;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.BiasesRow;
import io.luckynodes.table.TableWriter;
import java.util.Map;

/**
 * The METRICS stage of published networks: statistics of their BatchNorm layers. There is no
 * teacher, no seed but 1 and no epoch but 0.
 */
public final class VggMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    VggBatchNorm network =
        VggBatchNorm.read(task.inputPath("dataset", VggBatchNorm.KIND), task.job().model());
    TableWriter tables = new TableWriter(task.job().texts("measure"));
    for (Member member : task.job().members()) {
      for (int layer = 0; layer < network.layers().size(); layer++) {
        VggBatchNorm.Layer own = network.layers().get(layer);
        tables.add(member, 0, moments(layer, own));
        for (int channel = 0; channel < own.bias().length; channel++) {
          tables.add(member, 0, new BiasesRow(layer, channel, own.bias()[channel]));
        }
      }
    }
    tables.write(task, Map.of("dataset", network.asInput()), Map.of());
  }

  private static BatchNormRow moments(int layer, VggBatchNorm.Layer own) {
    Moments bias = Moments.of(own.bias());
    Moments scale = Moments.of(own.scale());
    Moments mean = Moments.of(own.runningMean());
    Moments variance = Moments.of(own.runningVariance());
    return new BatchNormRow(
        layer,
        bias.count(),
        bias.positive(),
        bias.negative(),
        bias.mean(),
        bias.deviation(),
        scale.mean(),
        scale.deviation(),
        mean.mean(),
        mean.deviation(),
        variance.mean(),
        variance.deviation());
  }
}
