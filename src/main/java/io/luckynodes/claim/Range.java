package io.luckynodes.claim;

/**
 * The range in which a claim says that the mean of an effect lies, without its bounds.
 *
 * @param from lower bound; −∞ if there is none
 * @param to upper bound; ∞ if there is none
 */
public record Range(double from, double to) {

  /** The range above a threshold: 0 for "higher", "first" or "sooner", or the paper's number. */
  static Range above(double threshold) {
    return new Range(threshold, Double.POSITIVE_INFINITY);
  }

  /** The range below a threshold. */
  static Range below(double threshold) {
    return new Range(Double.NEGATIVE_INFINITY, threshold);
  }

  /**
   * The range within a margin about a value, such as a published number, a loss of 0 or a predicted
   * rate.
   */
  static Range within(double value, double margin) {
    return new Range(value - margin, value + margin);
  }

  /** The range in words, to follow <i>is</i>. */
  String words() {
    if (to == Double.POSITIVE_INFINITY) {
      return "above " + Say.number(from);
    }
    return from == Double.NEGATIVE_INFINITY
        ? "below " + Say.number(to)
        : "between " + Say.number(from) + " and " + Say.number(to);
  }
}
