package io.luckynodes.teacher.fc;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.fc.FcOutputs;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Cifar10Accuracy;
import io.luckynodes.training.Cifar10Images;
import io.luckynodes.training.HalfCosine;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.fc.FcTrainee;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The TEACHER stage of deep fully connected networks on CIFAR-10: pre-trains one with BatchNorm
 * after ReLU on the labels [T]. Writes {@code weights} and {@code history}.
 */
public final class Cifar10FcTeacherStage implements StageRunner {
  private static final String TRAINING = "pre-training";

  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND));
    FcShape shape =
        new FcShape(
            Cifar10.IMAGE_SIZE,
            Arrays.stream(job.integers("teacher_widths")).boxed().toList(),
            Cifar10.CLASSES,
            BatchNorm.of(true, false, job.integer("teacher_batch_norm_affine") == 1));
    Streams streams = job.streams(job.members().get(0).seed());
    int epochs = job.integer("teacher_epochs");
    int batch = job.integer("teacher_batch");
    int threads = job.integer("threads");
    HalfCosine rate = new HalfCosine(job.real("teacher_learning_rate"), epochs);
    try (FcTrainee teacher =
        new FcTrainee(
            new Cifar10Images(data, job.integer("teacher_samples"), streams, TRAINING),
            Optional.empty(),
            batch,
            threads,
            epoch -> rate.after(epoch - 1),
            shape.initial(
                streams.stream("teacher-weights", shape.widths().toString(), Streams.ONCE), 1))) {
      TrainingLoop.run(
              task,
              TrainingLoop.WEIGHTS,
              teacher,
              epochs,
              new TreeSet<>(),
              Map.of("dataset", data.asInput()),
              Numerics.of(threads))
          .requireConverged(0, TRAINING);
      try (FcOutputs trained = new FcOutputs(teacher.weights().get(0), threads)) {
        float[] outputs = trained.of(Cifar10Accuracy.images(data, Integer.MAX_VALUE));
        int correct = Cifar10Accuracy.correct(data, outputs, 0);
        task.log().accept(Cifar10Accuracy.line("after " + TRAINING, correct, data));
      }
    }
  }
}
