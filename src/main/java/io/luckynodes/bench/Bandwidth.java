package io.luckynodes.bench;

import java.util.Arrays;

/**
 * A workload that reads and writes an array of a given size. It measures the highest rate at which
 * a core moves numbers to and from the cache that holds the array.
 */
final class Bandwidth implements Workload {
  /**
   * Array sizes in bytes. On most machines a different cache holds each of them, and no cache holds
   * the last.
   */
  static final int[] SIZES = {16 << 10, 256 << 10, 4 << 20, 256 << 20};

  private static final int SMALLEST = SIZES[0];
  private static final int LARGEST = SIZES[SIZES.length - 1];

  /**
   * Target for the bytes of one run, so that a run takes much longer than the clock's resolution.
   */
  private static final int LEAST_BYTES = 32 << 20;

  private final float[] values;
  private final int passes;

  /**
   * @param bytes size of the array, limited to the range of {@link #SIZES}
   */
  Bandwidth(double bytes) {
    int size = (int) Math.max(SMALLEST, Math.min(bytes, LARGEST));
    values = new float[size / Float.BYTES];
    Arrays.fill(values, 0.25f);
    passes = Math.max(1, LEAST_BYTES / size);
  }

  @Override
  public void run() {
    for (int pass = 0; pass < passes; pass++) {
      flip();
    }
  }

  /**
   * Replaces each value x by 1 − x, in a method of its own so that the compiler uses vector
   * instructions.
   */
  private void flip() {
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
  }

  @Override
  public double bytes() {
    return 2.0 * passes * values.length * Float.BYTES;
  }

  @Override
  public double workingSet() {
    return (double) values.length * Float.BYTES;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
