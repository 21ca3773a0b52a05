package io.luckynodes.bench;

import java.util.Arrays;

/**
 * Reading and writing of numbers that lie in so much memory, as a workload: the most that a core
 * moves to and from the cache that holds them.
 */
final class Bandwidth implements Workload {
  /** Sizes that are each held by another cache on most machines, and one that no cache holds. */
  static final int[] SIZES = {16 << 10, 256 << 10, 4 << 20, 256 << 20};

  private static final int SMALLEST = SIZES[0];
  private static final int LARGEST = SIZES[SIZES.length - 1];

  /** Of one run, so that it takes much longer than the clock's resolution. */
  private static final int LEAST_BYTES = 32 << 20;

  private final float[] values;
  private final int passes;

  /**
   * @param bytes of memory; at least what the smallest cache holds, and no more than what the
   *     largest does not
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

  /** A method of its own, which the compiler turns into vector instructions. */
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
    // Nothing but an array.
  }
}
