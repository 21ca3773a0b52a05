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
 * {@code weights} and {@code history}.
 */
public final class LabelTraining {
  private LabelTraining() {}

  /**
   * Settings of a training.
   *
   * @param epochs number of epochs; 0 leaves the network unchanged
   * @param samples number of images per epoch
   * @param peakRate learning rate at the start, which falls to 0 along half a cosine
   */
  public record Recipe(int epochs, int samples, double peakRate, ConvNetTrainer.Options options) {}

  /**
   * Trains a job's network and logs the share of the test images that it classifies correctly.
   *
   * @param name name of the training, for messages and streams
   * @param inputs artifacts from which the outputs are made, by role
   * @throws LuckyException ({@link ExitCode#DIVERGED}) if training diverges, with the epoch and the
   *     last finite loss
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
