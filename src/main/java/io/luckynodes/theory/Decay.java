package io.luckynodes.theory;

import io.luckynodes.statistics.LeastSquares;

/**
 * Decay of a norm or a sine that should fall geometrically.
 *
 * @param share the last value over the first
 * @param straightness R² of the line that best fits the logarithm over steps; NaN with fewer than
 *     three values
 */
public record Decay(double share, double straightness) {
  /**
   * Fits a course.
   *
   * @param steps steps of the values, ascending
   * @param from greatest share of the first value that counts: greater values are not yet in the
   *     limit
   * @param to least share of the first value that counts: smaller values are rounding errors
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
