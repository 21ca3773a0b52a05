package io.luckynodes.network.shape;

import java.util.Arrays;

/**
 * One tensor of a network's state.
 *
 * @param name for example {@code W1} or {@code conv2/filter}
 * @param shape its dimensions
 * @param values its entries, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record Parameter(String name, int[] shape, float[] values) {
  public Parameter {
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " values do not fill shape " + Arrays.toString(shape));
    }
  }

  /** Dimension {@code axis}. */
  public int dimension(int axis) {
    return shape[axis];
  }
}
