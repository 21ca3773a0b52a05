package io.luckynodes.network.shape;

import java.util.Arrays;

/**
 * One tensor of a network's state.
 *
 * @param name name, for example {@code W1} or {@code conv2/filter}
 * @param shape its dimensions
 * @param values its entries, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record Parameter(String name, int[] shape, float[] values) {
  public Parameter {
    long size = 1;
    for (int length : shape) {
      // A size that is too large becomes -1, which avoids an overflow of the product.
      size = length < 0 || size > values.length ? -1 : size * length;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " values do not fill shape " + Arrays.toString(shape));
    }
  }

  /** Length of dimension {@code axis}. */
  public int dimension(int axis) {
    return shape[axis];
  }
}
