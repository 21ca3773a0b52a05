package io.luckynodes.theory;

import io.luckynodes.statistics.LeastSquares;

/**
 * How a norm or a sine falls that should fall geometrically.
 *
 * @param share its last value over its first
 * @param straightness R² of the line that fits its logarithm over steps best; NaN of fewer than
 *     three values
 */
public record Decay(double share, double straightness) {
  /**
   * Fits a course.
   *
   * @param steps of the values, ascending
   * @param from share of the first value below which values count: what comes before is no limit
   * @param to share of it above which they do: what comes after is rounding
   */
  public static Decay of(double[] steps, double[] values, double from, double to) {
    double[] logarithms = new double[values.length];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      double share = values[i] / values[0];
      boolean counts = share <= from && share >= to;
      logarithms[i] = counts ? StrictMath.log(share) : Double.NaN;
      sum += counts ? logarithms[i] : 0;
      count += counts ? 1 : 0;
    }
    LeastSquares line = LeastSquares.of(steps, logarithms);
    double left = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(logarithms[i])) {
        double error = logarithms[i] - line.intercept() - line.slope() * steps[i];
        left += error * error;
        all += (logarithms[i] - sum / count) * (logarithms[i] - sum / count);
      }
    }
    return new Decay(
        values[values.length - 1] / values[0], count < 3 ? Double.NaN : 1 - left / all);
  }
}
