package io.luckynodes.training.convnet;

import io.luckynodes.artifact.Parent;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Cifar10Images;
import io.luckynodes.training.TrainingLoop;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Training of a ConvNet teacher on the labels of CIFAR-10, before and after it is pruned. Writes
 * {@code weights}.
 */
public final class LabelTraining {
  private LabelTraining() {}

  /**
   * How to train.
   *
   * @param epochs whole epochs; 0 leaves the network as it is
   * @param samples images an epoch
   * @param peakRate learning rate at the start, which falls to 0 along half a cosine
   */
  public record Recipe(int epochs, int samples, double peakRate, ConvNetTrainer.Options options) {}

  /**
   * Trains a job's network and says what share of the test images it gets right.
   *
   * @param name of the training, for messages and streams
   * @param inputs what the job was made from, by role
   * @throws LuckyException ({@link ExitCode#DIVERGED}) with the epoch and the last finite loss
   */
  public static void run(
      StageTask task,
      String name,
      Recipe recipe,
      ConvNetShape shape,
      Parameters initial,
      Cifar10 data,
      Map<String, Parent> inputs) {
    int threads = recipe.options().threads();
    Streams streams = task.job().streams(task.job().members().get(0).seed());
    try (ConvNetTrainee trainee =
        new ConvNetTrainee(
            shape,
            recipe.options(),
            ConvNetTrainee.halfCosine(
                recipe.peakRate(), recipe.epochs(), recipe.samples(), recipe.options().batch()),
            initial,
            Optional.empty(),
            new Cifar10Images(data, recipe.samples(), streams, name))) {
      TrainingLoop.run(
              task,
              TrainingLoop.WEIGHTS,
              trainee,
              recipe.epochs(),
              new TreeSet<>(),
              inputs,
              Numerics.of(threads))
          .requireConverged(0, name);
      task.log()
          .accept(ConvNetAccuracy.line("after " + name, trainee.weights().get(0), data, threads));
    }
  }
}
