package io.luckynodes.training;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import java.util.Locale;
import java.util.stream.IntStream;

/** How many test images of CIFAR-10 a network gets right. */
public final class Cifar10Accuracy {
  private Cifar10Accuracy() {}

  /**
   * The first test images as they are, [samples, 3072].
   *
   * @param samples all if there are not so many
   */
  public static float[] images(Cifar10 data, int samples) {
    int all = Math.min(samples, data.size(Split.TEST));
    float[] images = new float[all * Cifar10.IMAGE_SIZE];
    new Cifar10Batches(data, Split.TEST)
        .fillPlain(IntStream.range(0, all).toArray(), 0, all, images);
    return images;
  }

  /**
   * How many images have their greatest output at their class.
   *
   * @param outputs of some test images in their order, [images, classes]
   * @param from number of the first of them
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
   * One line that says what share of the test images is right.
   *
   * @param correct of all test images
   */
  public static String line(String what, int correct, Cifar10 data) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f %% of the test images right",
        what,
        100.0 * correct / data.size(Split.TEST));
  }
}
