package io.luckynodes.statistics;

/**
 * How many kinds there are, from a sample in which some were met: Chao's estimate, in its form
 * without bias. It adds to the kinds that were met those that were not, judged by how many were met
 * only once or twice, and is a lower estimate if kinds are not equally common. It stops growing
 * with the sample once every kind has been met more than once.
 */
public final class UnseenKinds {
  private UnseenKinds() {}

  /**
   * Kinds in all, met or not.
   *
   * @param met kinds in the sample
   * @param once of them, those that were met once
   * @param twice those that were met twice
   */
  public static double chao(int met, int once, int twice) {
    return met + once * (once - 1.0) / (2 * (twice + 1.0));
  }
}
