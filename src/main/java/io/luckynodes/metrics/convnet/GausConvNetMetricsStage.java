package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.job.Job;
import io.luckynodes.metrics.Accuracy;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.convnet.GaussianConvNets;
import io.luckynodes.training.convnet.GaussianEvaluation;
import java.util.Map;

/** The METRICS stage of ConvNets on Gaussian images, which have no classes. */
public final class GausConvNetMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacherArtifact, TableWriter tables) {
    Job job = task.job();
    Parameters teacher = Teachers.of(job, teacherArtifact).get(0);
    GaussianEvaluation evaluation =
        new GaussianEvaluation(
            job.integer("evaluation_samples"),
            GaussianConvNets.shapeOf(job, teacher).imageSize(),
            job.real("input_std"),
            job.streams(job.members().get(0).seed()));
    try (ArtifactReader snapshots =
        new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS))) {
      Map<String, Parent> inputs =
          Map.of("teacher", teacherArtifact.asInput(), "student", snapshots.asInput());
      Map<String, String> numerics = Numerics.of(job.integer("threads"));
      KeptMeasurements kept = new KeptMeasurements(task, inputs, numerics);
      new ConvNetMetrics(
              job,
              teacher,
              network -> GaussianConvNets.shapeOf(job, network),
              evaluation,
              Accuracy.NONE,
              kept)
          .measure(snapshots, tables);
      return new Measured(inputs, numerics, kept::remove);
    }
  }
}
