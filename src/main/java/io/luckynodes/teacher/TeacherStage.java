package io.luckynodes.teacher;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.ConvNetTrainer;
import io.luckynodes.network.Parameters;
import io.luckynodes.network.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.LabelTraining;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The TEACHER stage: draws random separated teachers, or pre-trains a ConvNet on CIFAR-10. Writes
 * {@code weights}.
 */
public final class TeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    switch (task.job().model()) {
      case "two-layer" -> twoLayer(task);
      case "convnet" -> convNet(task);
      default ->
          throw new LuckyException(ExitCode.BAD_INPUT, "no teacher of model " + task.job().model());
    }
  }

  private static void twoLayer(StageTask task) {
    Job job = task.job();
    TwoLayerShape shape =
        new TwoLayerShape(
            job.integer("inputs"), job.integer("teacher_nodes"), job.integer("outputs"));
    List<Weights.Entry> teachers = new ArrayList<>();
    for (int member = 0; member < job.members().size(); member++) {
      int seed = job.members().get(member).seed();
      Parameters weights =
          TwoLayerTeacher.make(
              new Streams(job.experiment(), seed),
              shape,
              job.reals("weight_choices"),
              job.real("teacher_bias"),
              job.real("polarity"));
      teachers.add(new Weights.Entry(member, seed, 0, weights));
    }
    task.write(TrainingLoop.WEIGHTS, Weights.table(teachers), Map.of(), Map.of());
    task.log().accept(teachers.size() + " teachers of " + shape.hidden() + " nodes");
  }

  private static void convNet(StageTask task) {
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
