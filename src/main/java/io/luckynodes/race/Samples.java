package io.luckynodes.race;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Labelled samples of two classes.
 *
 * @param inputs D, the number of inputs of a sample
 * @param x [N, D] row-major
 * @param signs sign of each sample: 1 for class 1 (output 0), −1 for class 2 (output 1)
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record Samples(int inputs, float[] x, int[] signs) {
  public Samples {
    if (inputs < 1 || x.length != (long) inputs * signs.length) {
      throw new IllegalArgumentException(
          x.length + " numbers are not " + signs.length + " samples of " + inputs);
    }
    if (Arrays.stream(signs).anyMatch(sign -> sign != 1 && sign != -1)) {
      throw new IllegalArgumentException("a sample's sign is 1 or -1");
    }
  }

  /** The number of samples, N. */
  public int count() {
    return signs.length;
  }

  /** The input x of one sample. */
  public double[] row(int sample) {
    double[] row = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      row[i] = x[sample * inputs + i];
    }
    return row;
  }

  /** The norm ‖x‖ of one sample. */
  public double norm(int sample) {
    return Vectors.norm(row(sample));
  }

  /** The norm ‖x‖ of each sample. */
  public double[] norms() {
    return IntStream.range(0, count()).mapToDouble(this::norm).toArray();
  }

  /** The product w · x for one sample. */
  public double product(double[] w, int sample) {
    double sum = 0;
    for (int i = 0, at = sample * inputs; i < inputs; i++, at++) {
      sum += w[i] * x[at];
    }
    return sum;
  }
}
