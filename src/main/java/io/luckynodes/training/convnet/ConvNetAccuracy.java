package io.luckynodes.training.convnet;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.convnet.ConvNetOutputs;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.training.Cifar10Accuracy;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Measures the accuracy of ConvNets on the test images of CIFAR-10. */
public final class ConvNetAccuracy {
  private static final int LARGEST_PART = 100;

  private final Cifar10 data;
  private final int samples;
  private final int threads;

  /**
   * @param samples number of test images, from the first; all if there are fewer
   * @param threads threads within an operation
   */
  public ConvNetAccuracy(Cifar10 data, int samples, int threads) {
    this.data = data;
    this.samples = Math.min(samples, data.size(Split.TEST));
    this.threads = threads;
  }

  /**
   * The share of the test images that a network classifies correctly.
   *
   * @param known the network's outputs for the first test images, possibly none, [images, classes]
   *     row-major; only the others are computed
   */
  public double of(Parameters network, float[] known) {
    int first = Math.min(known.length / Cifar10.CLASSES, samples);
    int correct =
        Cifar10Accuracy.correct(data, Arrays.copyOf(known, first * Cifar10.CLASSES), 0)
            + correct(network, first);
    return (double) correct / samples;
  }

  /** A line with the share of all test images that a network classifies correctly. */
  public static String line(String what, Parameters network, Cifar10 data, int threads) {
    ConvNetAccuracy all = new ConvNetAccuracy(data, data.size(Split.TEST), threads);
    return Cifar10Accuracy.line(what, all.correct(network, 0), data);
  }

  /** Counts the correct images among those after the first {@code first} images. */
  private int correct(Parameters network, int first) {
    if (first == samples) {
      return 0;
    }
    int part = EvenParts.size(samples - first, LARGEST_PART);
    int[] order = IntStream.range(0, samples).toArray();
    Cifar10Batches batches = new Cifar10Batches(data, Split.TEST);
    float[] images = new float[part * Cifar10.IMAGE_SIZE];
    int correct = 0;
    try (ConvNetOutputs outputs =
        new ConvNetOutputs(ConvNetShape.ofCifar10(network), network, part, threads)) {
      for (int from = first; from < samples; from += part) {
        batches.fillPlain(order, from, part, images);
        correct += Cifar10Accuracy.correct(data, outputs.of(images), from);
      }
    }
    return correct;
  }
}
