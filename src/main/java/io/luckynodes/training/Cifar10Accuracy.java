package io.luckynodes.training;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import java.util.Locale;
import java.util.stream.IntStream;

/** Counts the test images of CIFAR-10 that a network classifies correctly. */
public final class Cifar10Accuracy {
  private Cifar10Accuracy() {}

  /**
   * The first test images, unaltered, [samples, 3072].
   *
   * @param samples number of images; all if there are fewer
   */
  public static float[] images(Cifar10 data, int samples) {
    int all = Math.min(samples, data.size(Split.TEST));
    float[] images = new float[all * Cifar10.IMAGE_SIZE];
    new Cifar10Batches(data, Split.TEST)
        .fillPlain(IntStream.range(0, all).toArray(), 0, all, images);
    return images;
  }

  /**
   * Counts the images whose greatest output is at their class.
   *
   * @param outputs outputs for consecutive test images, [images, classes]
   * @param from number of the first of these images
   */
  public static int correct(Cifar10 data, float[] outputs, int from) {
    int correct = 0;
    for (int i = 0; i < outputs.length / Cifar10.CLASSES; i++) {
      int best = 0;
      for (int k = 1; k < Cifar10.CLASSES; k++) {
        if (outputs[i * Cifar10.CLASSES + k] > outputs[i * Cifar10.CLASSES + best]) {
          best = k;
        }
      }
      correct += best == data.label(Split.TEST, from + i) ? 1 : 0;
    }
    return correct;
  }

  /**
   * A line with the share of the test images that is classified correctly.
   *
   * @param correct number of correct images among all test images
   */
  public static String line(String what, int correct, Cifar10 data) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f %% of the test images right",
        what,
        100.0 * correct / data.size(Split.TEST));
  }
}
