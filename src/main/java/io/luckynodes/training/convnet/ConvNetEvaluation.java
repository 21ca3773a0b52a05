package io.luckynodes.training.convnet;

import io.luckynodes.network.EvenParts;
import io.luckynodes.network.Observation;
import io.luckynodes.network.convnet.ConvNetObserver;
import java.util.function.Consumer;

/** Evaluation images, observed in parts of equal size. */
public abstract class ConvNetEvaluation {
  private static final int LARGEST_PART = 100;

  private final int samples;
  private final int imageSize;
  private final int part;

  /**
   * @param samples number of images
   * @param imageSize number of values in an image
   */
  ConvNetEvaluation(int samples, int imageSize) {
    this.samples = samples;
    this.imageSize = imageSize;
    this.part = EvenParts.size(samples, LARGEST_PART);
  }

  /** Number of images in one part. */
  public final int part() {
    return part;
  }

  public final int samples() {
    return samples;
  }

  /** Runs an observer over all parts; the consumer receives the observation of each part. */
  public final void run(ConvNetObserver observer, Consumer<Observation> consumer) {
    float[] images = new float[part * imageSize];
    for (int from = 0; from < samples; from += part) {
      fill(from, part, images);
      consumer.accept(observer.observe(images));
    }
  }

  /** Fills in images, counted from {@code from}, at the beginning of an array. */
  abstract void fill(int from, int count, float[] images);
}
