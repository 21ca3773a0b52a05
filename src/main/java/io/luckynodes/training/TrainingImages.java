package io.luckynodes.training;

/** The images that a network is trained on: those of each epoch, in their order. */
public interface TrainingImages {
  /** Images of an epoch. */
  int perEpoch();

  /**
   * Prepares an epoch; what it holds depends on its number alone.
   *
   * @param epoch counted from 1
   */
  void begin(int epoch);

  /**
   * Fills in the next images of the epoch.
   *
   * @param count number of images
   * @param images takes them, each [y][x][channel], from its beginning
   * @param labels takes their classes, one-hot, and comes as zeros; left so where there are no
   *     classes
   */
  void next(int count, float[] images, float[] labels);
}
