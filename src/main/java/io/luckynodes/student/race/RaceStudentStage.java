package io.luckynodes.student.race;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Grey;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.race.Stops;
import java.util.Map;
import java.util.Set;

/**
 * The STUDENT stage of the race: trains classifiers of grey images from small random weights. They
 * have no teacher. Writes {@code snapshots} and {@code history}, in which the column {@code stop}
 * holds the number of one of the {@link Stops}.
 */
public final class RaceStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Stops stops = Stops.of(job);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TRAIN));
    try (RaceStudents students = students(job, stops, data)) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          students,
          stops.last(),
          stops.snapshots(),
          Map.of("dataset", data.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }

  private static RaceStudents students(Job job, Stops stops, Cifar10 data) {
    return new RaceStudents(
        job,
        stops,
        new RaceStudents.Recipe(
            BinaryCifar10.INPUTS,
            streams -> {
              BinaryCifar10 images =
                  BinaryCifar10.train(data, job.integer("train_samples"), streams, Grey.of(job));
              return new RaceTrainer.Lesson(images.inputs(), images.labels());
            },
            MagnitudePruning.of(job),
            job.real("stop_loss")));
  }
}
