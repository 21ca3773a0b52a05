package io.luckynodes.teacher.convnet;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.convnet.LabelTraining;
import java.util.Arrays;
import java.util.Map;

/** Pre-trains a ConvNet on CIFAR-10. */
final class Cifar10Teacher {
  private Cifar10Teacher() {}

  /** Trains the teacher and writes {@code weights} and {@code history}. */
  static void train(StageTask task, BatchNorm batchNorm) {
    Job job = task.job();
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND));
    ConvNetShape shape =
        ConvNetShape.cifar10(
            Arrays.stream(job.integers("teacher_channels")).boxed().toList(), batchNorm);
    Streams streams = job.streams(job.members().get(0).seed());
    LabelTraining.run(
        task,
        "pre-training",
        new LabelTraining.Recipe(
            job.integer("teacher_epochs"),
            job.integer("teacher_samples"),
            job.real("teacher_learning_rate"),
            new ConvNetTrainer.Options(
                job.integer("teacher_batch"),
                job.real("teacher_momentum"),
                job.real("teacher_weight_decay"),
                job.integer("threads"))),
        shape,
        shape.initial(
            streams.stream(
                "teacher-weights", job.value("teacher_channels").toString(), Streams.ONCE)),
        data,
        Map.of("dataset", data.asInput()));
  }
}
