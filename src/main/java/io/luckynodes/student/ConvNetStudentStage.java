package io.luckynodes.student;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.ConvNetTrainer;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.ConvNetTrainee;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The STUDENT stage of ConvNets: trains a student on its teacher's outputs on CIFAR-10. Writes
 * {@code snapshots} and {@code history}.
 */
public final class ConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact teacherArtifact = task.input("teacher", TrainingLoop.WEIGHTS);
    Parameters teacher = Weights.only(teacherArtifact);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TRAIN));
    int factor = job.integer("over_realisation");
    List<Integer> channels =
        ConvNetShape.ofCifar10(teacher).channels().stream()
            .map(remaining -> remaining * factor)
            .toList();
    ConvNetShape shape = ConvNetShape.cifar10(channels);
    int epochs = job.integer("epochs");
    int threads = job.integer("threads");
    double rate = job.real("learning_rate");
    Streams streams = new Streams(job.experiment(), job.members().get(0).seed());
    task.log().accept("students of " + channels + " channels");
    try (ConvNetTrainee student =
        new ConvNetTrainee(
            shape,
            new ConvNetTrainer.Options(job.integer("batch"), 0, 0, threads),
            job.integer("samples_per_epoch"),
            step -> rate,
            shape.initial(streams.stream("student-weights", channels.toString(), Streams.ONCE)),
            Optional.of(teacher),
            data,
            streams,
            "student")) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          student,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          Map.of("teacher", teacherArtifact.asInput(), "dataset", data.asInput()),
          Numerics.of(threads));
    }
  }
}
