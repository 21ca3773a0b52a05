package io.luckynodes.metrics.fc;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.metrics.Accuracy;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.Teachers;
import java.util.Map;

/** The METRICS stage of deep fully connected networks on Gaussian inputs. */
public final class FcMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacher, TableWriter tables) {
    Job job = task.job();
    float[] x =
        GaussianInputs.draw(
            job.streams(job.members().get(0).seed()).stream("evaluation-inputs", "", Streams.ONCE),
            job.integer("evaluation_samples"),
            job.integer("inputs"),
            job.real("input_std"));
    return FcMetrics.measure(
        task,
        Teachers.of(job, teacher).get(0),
        x,
        Accuracy.NONE,
        Map.of("teacher", teacher.asInput()),
        tables);
  }
}
