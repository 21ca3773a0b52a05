package io.luckynodes.prune;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.convnet.ConvNetAccuracy;
import io.luckynodes.training.convnet.LabelTraining;
import java.util.Map;

/**
 * The PRUNE stage: drops a pre-trained ConvNet's weakest channels and trains the remaining network
 * a little further on the labels. Writes {@code weights}, a teacher like any other, and {@code
 * history}.
 */
public final class PruneStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    Artifact teacher = task.input("teacher", TrainingLoop.WEIGHTS);
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND));
    Parameters whole = Weights.only(teacher);
    ConvNetShape shape = ConvNetShape.ofCifar10(whole);
    Parameters pruned = StructuredPruning.prune(whole, shape, job.real("prune_share"));
    ConvNetShape remaining = ConvNetShape.ofCifar10(pruned);
    int threads = job.integer("threads");
    task.log().accept("channels " + shape.channels() + " pruned to " + remaining.channels());
    task.log().accept(ConvNetAccuracy.line("pruned, before fine-tuning", pruned, data, threads));
    LabelTraining.run(
        task,
        "fine-tuning",
        new LabelTraining.Recipe(
            job.integer("fine_tune_epochs"),
            job.integer("fine_tune_samples"),
            job.real("fine_tune_learning_rate"),
            new ConvNetTrainer.Options(
                job.integer("teacher_batch"),
                job.real("teacher_momentum"),
                job.real("teacher_weight_decay"),
                threads)),
        remaining,
        pruned,
        data,
        Map.of("dataset", data.asInput(), "teacher", teacher.asInput()));
  }
}
