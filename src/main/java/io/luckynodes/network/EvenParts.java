package io.luckynodes.network;

/**
 * Divides a number of samples or steps into parts of equal size, since the shapes of a graph are
 * fixed.
 */
public final class EvenParts {
  private EvenParts() {}

  /**
   * Size of the parts: the largest divisor of {@code total} that is at most {@code most}.
   *
   * @param total at least 1
   */
  public static int size(int total, int most) {
    for (int size = Math.min(most, total); size > 1; size--) {
      if (total % size == 0) {
        return size;
      }
    }
    return 1;
  }
}
