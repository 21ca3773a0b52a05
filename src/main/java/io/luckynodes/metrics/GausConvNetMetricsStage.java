package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.GaussianConvNets;
import io.luckynodes.training.GaussianEvaluation;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/** The METRICS stage of ConvNets on Gaussian images, which have no classes. */
public final class GausConvNetMetricsStage extends MetricsStage {
  @Override
  Measured measure(StageTask task, Artifact teacherArtifact, MetricTables tables) {
    Job job = task.job();
    Parameters teacher = Teachers.of(job, teacherArtifact).get(0);
    GaussianEvaluation evaluation =
        new GaussianEvaluation(
            job.integer("evaluation_samples"),
            GaussianConvNets.shapeOf(job, teacher).imageSize(),
            job.real("input_std"),
            new Streams(job.experiment(), job.members().get(0).seed()));
    ConvNetMetrics metrics =
        new ConvNetMetrics(
            job, teacher, network -> GaussianConvNets.shapeOf(job, network), evaluation);
    try (ArtifactReader snapshots =
        new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS))) {
      metrics.measureToTheEnd(snapshots, tables);
      return new Measured(
          Map.of("teacher", teacherArtifact.asInput(), "student", snapshots.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }
}
