package io.luckynodes.training.convnet;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.random.Streams;

/** Evaluation images of Gaussian noise, drawn once for each trial. */
public final class GaussianEvaluation extends ConvNetEvaluation {
  private final float[] drawn;
  private final int imageSize;

  /**
   * @param samples number of images
   * @param imageSize number of values in an image
   * @param std standard deviation of every number
   * @param streams random streams of the trial
   */
  public GaussianEvaluation(int samples, int imageSize, double std, Streams streams) {
    super(samples, imageSize);
    this.imageSize = imageSize;
    this.drawn =
        GaussianInputs.draw(
            streams.stream("evaluation-inputs", "", Streams.ONCE), samples, imageSize, std);
  }

  @Override
  void fill(int from, int count, float[] images) {
    System.arraycopy(drawn, from * imageSize, images, 0, count * imageSize);
  }
}
