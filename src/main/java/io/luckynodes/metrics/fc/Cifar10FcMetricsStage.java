package io.luckynodes.metrics.fc;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Split;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.network.fc.FcOutputs;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.Cifar10Accuracy;
import io.luckynodes.training.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The METRICS stage of deep fully connected networks on CIFAR-10. */
public final class Cifar10FcMetricsStage extends MetricsStage {
  @Override
  protected Measured measure(StageTask task, Artifact teacher, TableWriter tables) {
    Cifar10 data = Cifar10.read(task.inputPath("dataset", Cifar10.KIND), Set.of(Split.TEST));
    int threads = task.job().integer("threads");
    float[] images = Cifar10Accuracy.images(data, task.job().integer("accuracy_samples"));
    return FcMetrics.measure(
        task,
        Weights.only(teacher),
        Cifar10Accuracy.images(data, task.job().integer("evaluation_samples")),
        (network, known) -> accuracy(network, known, data, images, threads),
        Map.of("teacher", teacher.asInput(), "dataset", data.asInput()),
        tables);
  }

  /**
   * The share of test images that a network classifies correctly.
   *
   * @param known the network's outputs for the first test images; only the others are computed
   * @param images test images, from the first
   */
  private static double accuracy(
      Parameters network, float[] known, Cifar10 data, float[] images, int threads) {
    int samples = images.length / Cifar10.IMAGE_SIZE;
    int first = Math.min(known.length / Cifar10.CLASSES, samples);
    int correct = Cifar10Accuracy.correct(data, Arrays.copyOf(known, first * Cifar10.CLASSES), 0);
    if (first < samples) {
      try (FcOutputs outputs = new FcOutputs(network, threads)) {
        float[] others = Arrays.copyOfRange(images, first * Cifar10.IMAGE_SIZE, images.length);
        correct += Cifar10Accuracy.correct(data, outputs.of(others), first);
      }
    }
    return (double) correct / samples;
  }
}
