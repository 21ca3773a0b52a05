package io.luckynodes.training;

/** Gives the images on which a network is trained, in the order of each epoch. */
public interface TrainingImages {
  /** Number of images in an epoch. */
  int perEpoch();

  /**
   * Prepares an epoch, whose images depend only on its number.
   *
   * @param epoch counted from 1
   */
  void begin(int epoch);

  /**
   * Fills in the next images of the epoch.
   *
   * @param count number of images
   * @param images receives the images from its beginning, each [y][x][channel]
   * @param labels receives the images' classes, one-hot; the caller passes zeros, which stay if
   *     there are no classes
   */
  void next(int count, float[] images, float[] labels);
}
