package io.luckynodes.dataset;

import java.util.random.RandomGenerator;

/** The data sets GAUS: inputs of pure Gaussian noise. */
public final class GaussianInputs {
  private GaussianInputs() {}

  /**
   * Draws independent values from N(0, std²).
   *
   * @param random a named stream at its beginning, so that a data set can be drawn again
   * @param std standard deviation of every value
   * @return {@code samples} rows of {@code dimension} values, row by row
   */
  public static float[] draw(RandomGenerator random, int samples, int dimension, double std) {
    float[] values = new float[Math.multiplyExact(samples, dimension)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }
}
