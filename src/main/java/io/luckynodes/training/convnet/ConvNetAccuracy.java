package io.luckynodes.training.convnet;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.convnet.ConvNetOutputs;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.training.Cifar10Accuracy;
import java.util.stream.IntStream;

/** How many test images of CIFAR-10 a ConvNet gets right. */
public final class ConvNetAccuracy {
  private static final int LARGEST_PART = 100;

  private ConvNetAccuracy() {}

  /**
   * The share that is right.
   *
   * @param samples number of test images, from the first; all if there are not so many
   */
  public static double of(Parameters network, Cifar10 data, int samples, int threads) {
    int all = Math.min(samples, data.size(Split.TEST));
    return (double) correct(network, data, all, threads) / all;
  }

  /** One line that says what share of all test images a network gets right. */
  public static String line(String what, Parameters network, Cifar10 data, int threads) {
    return Cifar10Accuracy.line(what, correct(network, data, data.size(Split.TEST), threads), data);
  }

  private static int correct(Parameters network, Cifar10 data, int samples, int threads) {
    int part = EvenParts.size(samples, LARGEST_PART);
    int[] order = IntStream.range(0, samples).toArray();
    Cifar10Batches batches = new Cifar10Batches(data, Split.TEST);
    float[] images = new float[part * Cifar10.IMAGE_SIZE];
    int correct = 0;
    try (ConvNetOutputs outputs =
        new ConvNetOutputs(ConvNetShape.ofCifar10(network), network, part, threads)) {
      for (int from = 0; from < samples; from += part) {
        batches.fillPlain(order, from, part, images);
        correct += Cifar10Accuracy.correct(data, outputs.of(images), from);
      }
    }
    return correct;
  }
}
