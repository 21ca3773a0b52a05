package io.luckynodes.student.fc;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.GaussianImages;
import io.luckynodes.training.StudentNorm;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.TwoRates;
import io.luckynodes.training.fc.FcTrainee;
import java.util.Map;
import java.util.Optional;

/**
 * The STUDENT stage of deep fully connected networks on Gaussian inputs: trains a student on its
 * teacher's outputs. Writes {@code snapshots} and {@code history}.
 */
public final class FcStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact artifact = task.input("teacher", TrainingLoop.WEIGHTS);
    Parameters teacher = Teachers.of(job, artifact).get(0);
    Streams streams = job.streams(job.members().get(0).seed());
    int epochs = job.integer("epochs");
    try (FcTrainee student =
        new FcTrainee(
            new GaussianImages(
                job.integer("train_samples"),
                job.integer("inputs"),
                job.real("input_std"),
                job.integer("fresh_samples") == 1,
                streams),
            Optional.of(teacher),
            job.integer("batch"),
            job.integer("threads"),
            TwoRates.of(job)::in,
            initial(streams, job, FcShape.of(teacher)))) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          student,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          Map.of("teacher", artifact.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }

  /** Draws the initial weights, which are the same for students with and without BatchNorm. */
  private static Parameters initial(Streams streams, Job job, FcShape teacher) {
    FcShape shape = teacher.wider(job.integer("over_realisation")).with(StudentNorm.of(job));
    return shape.initial(
        streams.stream("student-weights", shape.widths().toString(), Streams.ONCE),
        job.real("initial_scale"));
  }
}
