package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.Parent;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/**
 * The part of the METRICS stage that all kinds of network share. It measures a job's students
 * against their teachers at every snapshot, and writes one artifact for each table of the
 * experiment's {@code measure} that has rows.
 *
 * <p>This class must not name its subclasses, because each kind's fingerprint covers the code that
 * its own class reaches. It can therefore not be {@code sealed}.
 */
public abstract class MetricsStage implements StageRunner {
  public MetricsStage() {}

  @Override
  public final void run(StageTask task) {
    Artifact teacher = task.input("teacher", TrainingLoop.WEIGHTS);
    TableWriter tables = new TableWriter(task.job().texts("measure"));
    Measured measured = measure(task, teacher, tables);
    tables.write(task, measured.inputs(), measured.numerics());
    measured.afterwards().run();
  }

  /**
   * Fills the tables with the measurements of one kind of network.
   *
   * @param teacher the teachers' weights
   */
  protected abstract Measured measure(StageTask task, Artifact teacher, TableWriter tables);

  /**
   * The inputs and the numeric library of the tables.
   *
   * @param inputs artifacts that were read, by role
   * @param numerics versions and settings of the numeric library
   * @param afterwards runs once the tables are written
   */
  public record Measured(
      Map<String, Parent> inputs, Map<String, String> numerics, Runnable afterwards) {
    public Measured(Map<String, Parent> inputs, Map<String, String> numerics) {
      this(inputs, numerics, () -> {});
    }
  }
}
