package io.luckynodes.statistics;

/**
 * Chao's estimate, in its bias-corrected form, of the number of kinds from a sample. It adds an
 * estimate of the kinds that were not met, from the numbers of kinds that were met once and twice.
 * If kinds are not equally common, it is a lower bound. It stops growing with the sample once every
 * kind has been met more than once.
 */
public final class UnseenKinds {
  private UnseenKinds() {}

  /**
   * The estimated number of all kinds, met or not.
   *
   * @param met number of kinds in the sample
   * @param once number of kinds that were met once
   * @param twice number of kinds that were met twice
   */
  public static double chao(int met, int once, int twice) {
    return met + once * (once - 1.0) / (2 * (twice + 1.0));
  }
}
