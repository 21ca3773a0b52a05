package io.luckynodes.teacher;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.ConvNetTrainer;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.LabelTraining;
import java.util.Arrays;
import java.util.Map;

/**
 * The TEACHER stage of ConvNets: pre-trains one on CIFAR-10. Writes {@code weights} and {@code
 * history}.
 */
public final class ConvNetTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND));
    ConvNetShape shape =
        ConvNetShape.cifar10(Arrays.stream(job.integers("teacher_channels")).boxed().toList());
    Streams streams = new Streams(job.experiment(), job.members().get(0).seed());
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
