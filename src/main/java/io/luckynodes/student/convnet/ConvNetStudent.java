package io.luckynodes.student.convnet;

import io.luckynodes.artifact.Parent;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingImages;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.convnet.ConvNetTrainee;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Trains a ConvNet student on its teacher's outputs by plain SGD. */
final class ConvNetStudent {
  private ConvNetStudent() {}

  /** The random streams of a job's student. */
  static Streams streams(Job job) {
    return job.streams(job.members().get(0).seed());
  }

  /**
   * Trains the student and writes {@code snapshots} and {@code history}.
   *
   * @param shape shape of the student
   * @param learningRate step size η by epoch, counted from 1
   * @param inputs artifacts from which the outputs are made, by role
   */
  static void train(
      StageTask task,
      ConvNetShape shape,
      IntToDoubleFunction learningRate,
      Parameters teacher,
      TrainingImages images,
      Map<String, Parent> inputs) {
    Job job = task.job();
    int epochs = job.integer("epochs");
    int threads = job.integer("threads");
    int batch = job.integer("batch");
    int steps = Math.max(1, images.perEpoch() / batch);
    task.log().accept("students of " + shape.channels() + " channels");
    try (ConvNetTrainee student =
        new ConvNetTrainee(
            shape,
            new ConvNetTrainer.Options(batch, 0, 0, threads),
            step -> learningRate.applyAsDouble(1 + step / steps),
            shape.initial(
                streams(job).stream("student-weights", shape.channels().toString(), Streams.ONCE)),
            Optional.of(teacher),
            images)) {
      TrainingLoop.run(
          task,
          TrainingLoop.SNAPSHOTS,
          student,
          epochs,
          TrainingLoop.snapshotEpochs(job, epochs),
          inputs,
          Numerics.of(threads));
    }
  }
}
