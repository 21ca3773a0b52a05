package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/**
 * The METRICS stage: measures a job's students against their teachers at every snapshot. Writes one
 * artifact for each table of the experiment's {@code measure}.
 */
public final class MetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Artifact teacher = task.input("teacher", TrainingLoop.WEIGHTS);
    MetricTables tables = new MetricTables();
    Measured measured =
        switch (task.job().model()) {
          case "two-layer" -> TwoLayerMetrics.measure(task, teacher, tables);
          case "convnet" -> ConvNetMetrics.measure(task, teacher, tables);
          default ->
              throw new LuckyException(
                  ExitCode.BAD_INPUT, "no metrics of model " + task.job().model());
        };
    for (Map.Entry<String, TableBuilder> entry : tables.tables().entrySet()) {
      if (!task.job().texts("measure").contains(entry.getKey())) {
        continue;
      }
      Table table = entry.getValue().build();
      task.write(entry.getKey(), table, measured.inputs(), measured.numerics());
      task.log().accept(entry.getKey() + ": " + table.rows() + " rows");
    }
  }

  /**
   * What the tables were made from and with.
   *
   * @param inputs by role
   * @param numerics versions and settings of the numeric library
   */
  record Measured(Map<String, ProvenanceRecord.Input> inputs, Map<String, String> numerics) {}
}
