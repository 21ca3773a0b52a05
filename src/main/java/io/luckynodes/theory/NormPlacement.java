package io.luckynodes.theory;

/** The place of BatchNorm in the hidden layers of a small network (Luck Matters, Theorem 3). */
public enum NormPlacement {
  /** Linear – ReLU. */
  NONE("without BatchNorm"),
  /** Linear – ReLU – BN, figure 11 (b) of the paper. */
  AFTER_RELU("BatchNorm after ReLU"),
  /** Linear – BN – ReLU, figure 11 (a) of the paper. */
  BEFORE_RELU("BatchNorm before ReLU");

  private final String words;

  NormPlacement(String words) {
    this.words = words;
  }

  /** The words for tables and figures. */
  public String words() {
    return words;
  }

  /**
   * The placement that the setting {@code norm} names.
   *
   * @param norm 0 none, 1 after ReLU, 2 before ReLU
   * @throws IllegalArgumentException for any other number
   */
  public static NormPlacement of(int norm) {
    if (norm < 0 || norm >= values().length) {
      throw new IllegalArgumentException("norm is 0, 1 or 2, not " + norm);
    }
    return values()[norm];
  }
}
