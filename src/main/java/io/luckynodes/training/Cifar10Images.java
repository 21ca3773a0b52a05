package io.luckynodes.training;

import io.luckynodes.dataset.Cifar10;
import io.luckynodes.dataset.Cifar10Batches;
import io.luckynodes.dataset.Split;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Training images of CIFAR-10, cropped and mirrored at random. Each epoch takes the first images of
 * a new random order.
 */
public final class Cifar10Images implements TrainingImages {
  private final Cifar10 data;
  private final Cifar10Batches batches;
  private final int perEpoch;
  private final Streams streams;
  private final String key;
  private int[] order = new int[0];
  private @Nullable RandomGenerator augmentation;
  private int at;

  /**
   * @param perEpoch number of images in an epoch; all if there are fewer
   * @param streams random streams of the trial
   * @param key name of the streams for order and augmentation
   */
  public Cifar10Images(Cifar10 data, int perEpoch, Streams streams, String key) {
    this.data = data;
    this.batches = new Cifar10Batches(data, Split.TRAIN);
    this.perEpoch = Math.min(perEpoch, data.size(Split.TRAIN));
    this.streams = streams;
    this.key = key;
  }

  @Override
  public int perEpoch() {
    return perEpoch;
  }

  @Override
  public void begin(int epoch) {
    order = Permutation.of(streams.stream("image-order", key, epoch), data.size(Split.TRAIN));
    augmentation = streams.stream("augmentation", key, epoch);
    at = 0;
  }

  @Override
  public void next(int count, float[] images, float[] labels) {
    if (augmentation == null) {
      throw new IllegalStateException("no epoch has begun");
    }
    batches.fillAugmented(order, at, count, augmentation, images);
    for (int i = 0; i < count; i++) {
      labels[i * Cifar10.CLASSES + data.label(Split.TRAIN, order[at + i])] = 1;
    }
    at += count;
  }
}
