package io.luckynodes.random;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random permutations. */
public final class Permutation {
  private Permutation() {}

  /**
   * The numbers 0 to {@code size - 1} in random order; every order is equally likely
   * (Fisher-Yates).
   */
  public static int[] of(RandomGenerator random, int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
