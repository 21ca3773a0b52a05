package io.luckynodes.training.convnet;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.network.convnet.ConvNetObserver;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.training.Cifar10Accuracy;
import java.util.stream.IntStream;

/** The test images of CIFAR-10, as they are and in their official order. */
public final class Cifar10Evaluation extends ConvNetEvaluation {
  private final Cifar10 data;
  private final Cifar10Batches batches;
  private final int[] order;

  /**
   * @param samples number of test images, from the first; all if there are not so many
   */
  public Cifar10Evaluation(Cifar10 data, int samples) {
    super(Math.min(samples, data.size(Split.TEST)), Cifar10.IMAGE_SIZE);
    this.data = data;
    this.batches = new Cifar10Batches(data, Split.TEST);
    this.order = IntStream.range(0, samples()).toArray();
  }

  /** One line that says what share of all test images a network gets right. */
  public static String accuracyLine(
      String what, ConvNetShape shape, Parameters weights, Cifar10 data, int threads) {
    Cifar10Evaluation evaluation = new Cifar10Evaluation(data, Integer.MAX_VALUE);
    int[] correct = new int[1];
    try (ConvNetObserver observer =
        new ConvNetObserver(shape, weights, shape, weights, evaluation.part(), threads)) {
      evaluation.run(
          observer, (seen, from) -> correct[0] += evaluation.correct(seen.teacherOutputs(), from));
    }
    return Cifar10Accuracy.line(what, correct[0], data);
  }

  @Override
  public boolean hasClasses() {
    return true;
  }

  @Override
  public int correct(float[] outputs, int from) {
    return Cifar10Accuracy.correct(data, outputs, from);
  }

  @Override
  void fill(int from, int count, float[] images) {
    batches.fillPlain(order, from, count, images);
  }
}
