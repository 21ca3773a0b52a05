package io.luckynodes.claim;

/**
 * Where a claim says that the mean of an effect lies; bounds excluded.
 *
 * @param from −∞ if it only says that it is below something
 * @param to ∞ if it only says that it is above something
 */
public record Range(double from, double to) {

  /** Above a threshold: 0 for higher, first or sooner, or what the paper gives. */
  static Range above(double threshold) {
    return new Range(threshold, Double.POSITIVE_INFINITY);
  }

  /** Below a threshold. */
  static Range below(double threshold) {
    return new Range(Double.NEGATIVE_INFINITY, threshold);
  }

  /** Within a margin about a value: as published, without loss, at the rate. */
  static Range within(double value, double margin) {
    return new Range(value - margin, value + margin);
  }

  /** It in words, after <i>is</i>. */
  String words() {
    if (to == Double.POSITIVE_INFINITY) {
      return "above " + Say.number(from);
    }
    return from == Double.NEGATIVE_INFINITY
        ? "below " + Say.number(to)
        : "between " + Say.number(from) + " and " + Say.number(to);
  }
}
