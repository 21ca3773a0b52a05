package io.luckynodes.student.convnet;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.job.Job;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.GaussianImages;
import io.luckynodes.training.StudentNorm;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.convnet.GaussianConvNets;
import java.util.Map;

/**
 * The STUDENT stage of ConvNets on Gaussian images: trains a student with or without BatchNorm on
 * samples drawn once or anew each epoch. Writes {@code snapshots} and {@code history}.
 */
public final class GausConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact teacherArtifact = task.input("teacher", TrainingLoop.WEIGHTS);
    Parameters teacher = Teachers.of(job, teacherArtifact).get(0);
    ConvNetShape shape =
        GaussianConvNets.shapeOf(job, teacher)
            .wider(job.integer("over_realisation"), StudentNorm.of(job));
    double rate = job.real("learning_rate");
    ConvNetStudent.train(
        task,
        shape,
        epoch -> rate,
        teacher,
        new GaussianImages(
            job.integer("train_samples"),
            shape.imageSize(),
            job.real("input_std"),
            job.integer("fresh_samples") == 1,
            ConvNetStudent.streams(job)),
        Map.of("teacher", teacherArtifact.asInput()));
  }
}
