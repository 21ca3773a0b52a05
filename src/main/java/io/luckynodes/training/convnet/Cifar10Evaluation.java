package io.luckynodes.training.convnet;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import java.util.stream.IntStream;

/** The test images of CIFAR-10, unaltered and in their official order. */
public final class Cifar10Evaluation extends ConvNetEvaluation {
  private final Cifar10Batches batches;
  private final int[] order;

  /**
   * @param samples number of test images, from the first; all if there are fewer
   */
  public Cifar10Evaluation(Cifar10 data, int samples) {
    super(Math.min(samples, data.size(Split.TEST)), Cifar10.IMAGE_SIZE);
    this.batches = new Cifar10Batches(data, Split.TEST);
    this.order = IntStream.range(0, samples()).toArray();
  }

  @Override
  void fill(int from, int count, float[] images) {
    batches.fillPlain(order, from, count, images);
  }
}
