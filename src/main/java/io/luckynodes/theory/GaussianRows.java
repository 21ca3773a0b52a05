package io.luckynodes.theory;

import java.util.random.RandomGenerator;

/** Samples of N(0, σ² I). */
public final class GaussianRows {
  private GaussianRows() {}

  /** Draws [rows][width], row after row. */
  public static double[][] draw(RandomGenerator random, int rows, int width, double std) {
    double[][] drawn = new double[rows][width];
    for (double[] row : drawn) {
      for (int i = 0; i < width; i++) {
        row[i] = std * random.nextGaussian();
      }
    }
    return drawn;
  }
}
