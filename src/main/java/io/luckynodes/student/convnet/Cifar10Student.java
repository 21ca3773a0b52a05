package io.luckynodes.student.convnet;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.job.Job;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Cifar10Images;
import io.luckynodes.training.StudentNorm;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** Trains a ConvNet student on its teacher's outputs for the images of CIFAR-10. */
final class Cifar10Student {
  private Cifar10Student() {}

  /**
   * Trains the student and writes {@code snapshots} and {@code history}.
   *
   * @param learningRate step size η by epoch, counted from 1
   */
  static void train(StageTask task, IntToDoubleFunction learningRate) {
    Job job = task.job();
    Artifact teacherArtifact = task.input("teacher", TrainingLoop.WEIGHTS);
    Parameters teacher = Weights.only(teacherArtifact);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TRAIN));
    ConvNetStudent.train(
        task,
        ConvNetShape.ofCifar10(teacher).wider(job.integer("over_realisation"), StudentNorm.of(job)),
        learningRate,
        teacher,
        new Cifar10Images(
            data, job.integer("samples_per_epoch"), ConvNetStudent.streams(job), "student"),
        Map.of("teacher", teacherArtifact.asInput(), "dataset", data.asInput()));
  }
}
