package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Stops;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/**
 * The METRICS stage of the race. Writes one artifact for each table of the experiment's {@code
 * measure}; {@code epoch} in them counts steps.
 */
public final class RaceMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Stops stops = Stops.of(job);
    Artifact history = task.input("student", TrainingLoop.HISTORY);
    MetricTables tables = new MetricTables(job.texts("measure"));
    for (Table table : history.tables()) {
      for (int row = 0; row < table.rows(); row++) {
        tables.addLearningCurve(
            job.members().get(table.ints("member")[row]),
            stops.step(table.ints("epoch")[row]),
            table.doubles(TrainingLoop.TRAIN_LOSS)[row],
            table.doubles(TrainingLoop.EVALUATION_LOSS)[row]);
      }
    }
    tables
        .tables()
        .forEach(
            (kind, table) ->
                task.write(
                    kind,
                    table.build(),
                    Map.of("history", history.asInput()),
                    Numerics.of(job.integer("threads"))));
  }
}
