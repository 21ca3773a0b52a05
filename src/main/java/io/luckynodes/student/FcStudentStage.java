package io.luckynodes.student;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/**
 * The STUDENT stage of deep fully connected networks: trains a student on its teacher's outputs.
 * Writes {@code snapshots} and {@code history}.
 */
public final class FcStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact teacher = task.input("teacher", TrainingLoop.WEIGHTS);
    int epochs = job.integer("epochs");
    try (FcStudent student = new FcStudent(job, Teachers.of(job, teacher).get(0))) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          student,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          Map.of("teacher", teacher.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }
}
