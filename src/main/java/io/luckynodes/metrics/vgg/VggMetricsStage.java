package io.luckynodes.metrics.vgg;

import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.dataset.VggBatchNorm;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.MetricTables;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Moments;
import java.util.Map;

/**
 * The METRICS stage of networks that others trained: what their BatchNorm layers hold. There is no
 * teacher, no seed but 1 and no epoch but 0.
 */
public final class VggMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    VggBatchNorm network =
        VggBatchNorm.read(task.inputPath("dataset", VggBatchNorm.KIND), task.job().model());
    MetricTables tables = new MetricTables(task.job().texts("measure"));
    for (Member member : task.job().members()) {
      for (int layer = 0; layer < network.layers().size(); layer++) {
        VggBatchNorm.Layer own = network.layers().get(layer);
        tables.addBatchNorm(
            member,
            layer,
            Moments.of(own.bias()),
            Moments.of(own.scale()),
            Moments.of(own.runningMean()),
            Moments.of(own.runningVariance()));
        tables.addBiases(member, layer, own.bias());
      }
    }
    for (Map.Entry<String, TableBuilder> entry : tables.tables().entrySet()) {
      Table table = entry.getValue().build();
      task.write(entry.getKey(), table, Map.of("dataset", network.asInput()), Map.of());
      task.log().accept(entry.getKey() + ": " + table.rows() + " rows");
    }
  }
}
