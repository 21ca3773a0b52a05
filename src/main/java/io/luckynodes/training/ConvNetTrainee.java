package io.luckynodes.training;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.network.ConvNetShape;
import io.luckynodes.network.ConvNetTrainer;
import io.luckynodes.network.Parameters;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * One ConvNet trained on CIFAR-10, with crop and flip. An epoch takes the first {@code samples}
 * images of a fresh order; what does not fill a batch is left out, since BatchNorm's statistics
 * need batches of one size.
 */
public final class ConvNetTrainee implements Trainee {
  private static final int CLASSES = 10;

  private final ConvNetTrainer trainer;
  private final Cifar10 data;
  private final Cifar10Batches batches;
  private final Streams streams;
  private final String cell;
  private final int batch;
  private final int stepsPerEpoch;
  private final IntToDoubleFunction learningRate;

  /**
   * Prepares training.
   *
   * @param shape of the network
   * @param samples images an epoch
   * @param learningRate step size by number of the step, counted from 0 over all epochs
   * @param initial the network's tensors
   * @param teacher whose outputs are learnt; empty to learn labels
   * @param streams of the trial
   * @param cell name of the streams of order and augmentation
   */
  public ConvNetTrainee(
      ConvNetShape shape,
      ConvNetTrainer.Options options,
      int samples,
      IntToDoubleFunction learningRate,
      Parameters initial,
      Optional<Parameters> teacher,
      Cifar10 data,
      Streams streams,
      String cell) {
    this.trainer = new ConvNetTrainer(shape, options, initial, teacher);
    this.data = data;
    this.batches = new Cifar10Batches(data, Split.TRAIN);
    this.streams = streams;
    this.cell = cell;
    this.batch = options.batch();
    this.stepsPerEpoch = Math.min(samples, data.size(Split.TRAIN)) / batch;
    this.learningRate = learningRate;
    if (stepsPerEpoch == 0) {
      throw new IllegalArgumentException(
          "an epoch of " + samples + " images has no batch of " + batch);
    }
  }

  /** Step size that falls from {@code peak} to 0 along half a cosine. */
  public static IntToDoubleFunction halfCosine(double peak, int epochs, int samples, int batch) {
    int steps = Math.max(1, epochs * (samples / batch));
    return step -> peak / 2 * (1 + StrictMath.cos(StrictMath.PI * step / steps));
  }

  @Override
  public double[] epoch(int epoch) {
    int[] order =
        Permutation.of(streams.stream("image-order", cell, epoch), data.size(Split.TRAIN));
    RandomGenerator augmentation = streams.stream("augmentation", cell, epoch);
    float[] images = new float[batch * Cifar10.IMAGE_SIZE];
    double sum = 0;
    for (int step = 0; step < stepsPerEpoch; step++) {
      batches.fillAugmented(order, step * batch, batch, augmentation, images);
      float[] labels = new float[batch * CLASSES];
      for (int i = 0; i < batch; i++) {
        labels[i * CLASSES + data.label(Split.TRAIN, order[step * batch + i])] = 1;
      }
      sum +=
          trainer.step(
              images, labels, learningRate.applyAsDouble((epoch - 1) * stepsPerEpoch + step));
      if (!Double.isFinite(sum)) {
        return new double[] {Double.NaN};
      }
    }
    return new double[] {sum / stepsPerEpoch};
  }

  @Override
  public List<Parameters> weights() {
    return List.of(trainer.weights());
  }

  @Override
  public List<Parameters> state() {
    return List.of(trainer.state());
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state.get(0));
  }

  @Override
  public long samplesPerEpoch() {
    return (long) stepsPerEpoch * batch;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
