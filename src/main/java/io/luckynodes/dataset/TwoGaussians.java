package io.luckynodes.dataset;

import io.luckynodes.random.Streams;
import java.util.random.RandomGenerator;

/**
 * Samples of two alternating classes in the plane: N(0, 1) in both directions around (±distance /
 * 2, 0), with class 1 on the right.
 *
 * @param inputs [N, 2] row-major
 * @param labels 0 for class 1, 1 for class 2
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record TwoGaussians(float[] inputs, int[] labels) {
  /** Number of values in a sample. */
  public static final int INPUTS = 2;

  /**
   * Draws the samples of a trial.
   *
   * @param distance distance between the means of the classes
   */
  public static TwoGaussians draw(Streams streams, int count, double distance) {
    RandomGenerator random = streams.stream("plane-samples", "", Streams.ONCE);
    float[] inputs = GaussianInputs.draw(random, count, INPUTS, 1);
    int[] labels = new int[count];
    for (int s = 0; s < count; s++) {
      labels[s] = s % 2;
      inputs[s * INPUTS] += (float) (labels[s] == 0 ? distance / 2 : -distance / 2);
    }
    return new TwoGaussians(inputs, labels);
  }
}
