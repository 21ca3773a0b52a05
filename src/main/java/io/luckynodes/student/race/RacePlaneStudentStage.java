package io.luckynodes.student.race;

import io.luckynodes.dataset.TwoGaussians;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.race.Stops;
import java.util.Map;
import java.util.Optional;

/**
 * The STUDENT stage of the race in the plane: trains classifiers as {@link RaceStudentStage} does,
 * but on samples of two Gaussians and without pruning.
 */
public final class RacePlaneStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Stops stops = Stops.unpruned(job);
    try (RaceStudents students =
        new RaceStudents(
            job,
            stops,
            new RaceStudents.Recipe(
                TwoGaussians.INPUTS,
                streams -> {
                  TwoGaussians samples =
                      TwoGaussians.draw(
                          streams, job.integer("train_samples"), job.real("class_distance"));
                  return new RaceTrainer.Lesson(samples.inputs(), samples.labels());
                },
                Optional.empty(),
                0))) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          students,
          stops.last(),
          stops.snapshots(),
          Map.of(),
          Numerics.of(job.integer("threads")));
    }
  }
}
