package io.luckynodes.theory;

/** Where the hidden layers of a small network have BatchNorm (Luck Matters, Theorem 3). */
public enum NormPlacement {
  /** Linear – ReLU. */
  NONE,
  /** Linear – BN – ReLU, figure 11 (a) of the paper. */
  BEFORE_RELU,
  /** Linear – ReLU – BN, figure 11 (b) of the paper. */
  AFTER_RELU;

  /**
   * From the setting {@code norm}.
   *
   * @param norm 0 none, 1 before ReLU, 2 after ReLU
   * @throws IllegalArgumentException for any other number
   */
  public static NormPlacement of(int norm) {
    if (norm < 0 || norm >= values().length) {
      throw new IllegalArgumentException("norm is 0, 1 or 2, not " + norm);
    }
    return values()[norm];
  }
}
