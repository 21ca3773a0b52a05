package io.luckynodes.training;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Images of Gaussian noise, without classes. Either the images are drawn once and given in a new
 * random order each epoch, or each epoch draws its own ("infinite samples" [T]). The latter are
 * drawn only as they are requested, so that an epoch is never held in memory.
 */
public final class GaussianImages implements TrainingImages {
  private static final String INPUTS = "train-inputs";

  private final int perEpoch;
  private final int imageSize;
  private final double std;
  private final Streams streams;

  /** The images if they are drawn once; otherwise null. */
  private final float @Nullable [] fixed;

  private int[] order = new int[0];
  private @Nullable RandomGenerator fresh;
  private int at;

  /**
   * @param perEpoch number of images in an epoch
   * @param imageSize number of values in an image
   * @param std standard deviation of every number
   * @param fresh whether each epoch draws its own images
   * @param streams random streams of the trial
   */
  public GaussianImages(int perEpoch, int imageSize, double std, boolean fresh, Streams streams) {
    this.perEpoch = perEpoch;
    this.imageSize = imageSize;
    this.std = std;
    this.streams = streams;
    this.fixed =
        fresh
            ? null
            : GaussianInputs.draw(
                streams.stream(INPUTS, "", Streams.ONCE), perEpoch, imageSize, std);
  }

  @Override
  public int perEpoch() {
    return perEpoch;
  }

  @Override
  public void begin(int epoch) {
    if (fixed == null) {
      fresh = streams.stream(INPUTS, "", epoch);
    } else {
      order = Permutation.of(streams.stream("batches", "", epoch), perEpoch);
    }
    at = 0;
  }

  @Override
  public void next(int count, float[] images, float[] labels) {
    if (fixed != null) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(fixed, order[at + i] * imageSize, images, i * imageSize, imageSize);
      }
    } else if (fresh != null) {
      float[] drawn = GaussianInputs.draw(fresh, count, imageSize, std);
      System.arraycopy(drawn, 0, images, 0, drawn.length);
    } else {
      throw new IllegalStateException("no epoch has begun");
    }
    at += count;
  }
}
