package io.luckynodes.training;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.network.ConvNetObserver;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.Observation;
import io.luckynodes.network.Parameters;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The test images of CIFAR-10, as they are, in their official order and in parts of one size. */
public final class ConvNetEvaluation {
  private static final int LARGEST_PART = 100;

  private final Cifar10 data;
  private final Cifar10Batches batches;
  private final int[] order;
  private final int part;

  /**
   * @param samples number of test images, from the first
   */
  public ConvNetEvaluation(Cifar10 data, int samples) {
    this.data = data;
    this.batches = new Cifar10Batches(data, Split.TEST);
    int all = Math.min(samples, data.size(Split.TEST));
    this.part = EvenParts.size(all, LARGEST_PART);
    this.order = IntStream.range(0, all).toArray();
  }

  /** Images of one part. */
  public int part() {
    return part;
  }

  public int samples() {
    return order.length;
  }

  /**
   * Runs an observer over all parts; the consumer takes what was seen and the number of the part's
   * first image.
   */
  public void run(ConvNetObserver observer, BiConsumer<Observation, Integer> consumer) {
    float[] images = new float[part * Cifar10.IMAGE_SIZE];
    for (int from = 0; from < order.length; from += part) {
      batches.fillPlain(order, from, part, images);
      consumer.accept(observer.observe(images), from);
    }
  }

  /** One line that says what share of all test images a network gets right. */
  public static String accuracyLine(
      String what, ConvNetShape shape, Parameters weights, Cifar10 data, int threads) {
    ConvNetEvaluation evaluation = new ConvNetEvaluation(data, Integer.MAX_VALUE);
    int[] correct = new int[1];
    try (ConvNetObserver observer =
        new ConvNetObserver(shape, weights, shape, weights, evaluation.part(), threads)) {
      evaluation.run(
          observer, (seen, from) -> correct[0] += evaluation.correct(seen.teacherOutputs(), from));
    }
    return String.format(
        Locale.ROOT,
        "%s: %.2f %% of the test images right",
        what,
        100.0 * correct[0] / evaluation.samples());
  }

  /** How many of a part's images have their greatest output at their class. */
  public int correct(float[] outputs, int from) {
    int classes = outputs.length / part;
    int correct = 0;
    for (int i = 0; i < part; i++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        if (outputs[i * classes + k] > outputs[i * classes + best]) {
          best = k;
        }
      }
      if (best == data.label(Split.TEST, order[from + i])) {
        correct++;
      }
    }
    return correct;
  }
}
