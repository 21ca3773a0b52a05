package io.luckynodes.network;

import java.util.List;

/** Appends a constant 1 to inputs, which carries the biases. */
public final class BiasInputs {
  private BiasInputs() {}

  /**
   * Makes rows [x, 1].
   *
   * @param x [samples, d] row-major
   * @return [samples, d + 1] row-major
   */
  public static float[] of(float[] x, int d) {
    return of(List.of(x), d);
  }

  /** Makes rows [x, 1] of several blocks, one after another. */
  public static float[] of(List<float[]> blocks, int d) {
    int rows = blocks.stream().mapToInt(block -> block.length / d).sum();
    float[] result = new float[Math.multiplyExact(rows, d + 1)];
    int at = 0;
    for (float[] block : blocks) {
      for (int from = 0; from < block.length; from += d, at += d + 1) {
        System.arraycopy(block, from, result, at, d);
        result[at + d] = 1f;
      }
    }
    return result;
  }
}
