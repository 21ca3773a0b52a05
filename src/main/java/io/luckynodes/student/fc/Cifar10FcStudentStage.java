package io.luckynodes.student.fc;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Cifar10Images;
import io.luckynodes.training.StudentNorm;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.fc.FcTrainee;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The STUDENT stage of deep fully connected networks on CIFAR-10: trains a student on its teacher's
 * outputs. Writes {@code snapshots} and {@code history}.
 */
public final class Cifar10FcStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact artifact = task.input("teacher", TrainingLoop.WEIGHTS);
    Parameters teacher = Weights.only(artifact);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TRAIN));
    FcShape shape =
        FcShape.of(teacher).wider(job.integer("over_realisation")).with(StudentNorm.of(job));
    Streams streams = job.streams(job.members().get(0).seed());
    int batch = job.integer("batch");
    int epochs = job.integer("epochs");
    int threads = job.integer("threads");
    double rate = job.real("learning_rate");
    try (FcTrainee student =
        new FcTrainee(
            new Cifar10Images(data, job.integer("samples_per_epoch"), streams, "student"),
            Optional.of(teacher),
            batch,
            threads,
            epoch -> rate,
            shape.initial(
                streams.stream("student-weights", shape.widths().toString(), Streams.ONCE), 1))) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          student,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          Map.of("teacher", artifact.asInput(), "dataset", data.asInput()),
          Numerics.of(threads));
    }
  }
}
