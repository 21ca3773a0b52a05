package io.luckynodes.student.twolayer;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;

/**
 * The STUDENT stage of two-layer networks: trains a job's students together, each on its teacher's
 * outputs. Writes {@code snapshots} and {@code history}.
 */
public final class TwoLayerStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact teacher = task.input("teacher", TrainingLoop.WEIGHTS);
    int epochs = job.integer("epochs");
    try (TwoLayerStudents students = new TwoLayerStudents(job, Teachers.of(job, teacher))) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          students,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          Map.of("teacher", teacher.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }
}
