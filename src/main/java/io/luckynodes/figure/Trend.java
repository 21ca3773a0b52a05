package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.statistics.LeastSquares;
import java.awt.Color;

/**
 * The straight line that fits some points best, as a figure draws it.
 *
 * @param slope NaN if the points do not vary along x
 */
record Trend(double slope, double intercept) {
  static Trend of(double[] x, double[] y) {
    LeastSquares fit = LeastSquares.of(x, y);
    return new Trend(fit.slope(), fit.intercept());
  }

  double at(double x) {
    return intercept + slope * x;
  }

  /**
   * The line between two x values, as a curve without signs; it has no points if there is no line.
   */
  Series line(String name, double from, double to, Line dashes, Color color) {
    Look look = new Look(color, dashes, Sign.NONE, 1.3);
    return Double.isFinite(slope) && from < to
        ? new Series(name, new double[] {from, to}, new double[] {at(from), at(to)}, look)
        : new Series(name, new double[0], new double[0], look);
  }

  /** The line between two x values, as far as it lies on a linear axis. */
  Series lineWithin(Axis y, String name, double from, double to, Line dashes, Color color) {
    double first = (y.low() - intercept) / slope;
    double second = (y.high() - intercept) / slope;
    // A level line never enters or leaves the axis, and neither does a missing line.
    return slope == 0 || Double.isNaN(slope)
        ? line(name, from, y.holds(intercept) ? to : from, dashes, color)
        : line(
            name,
            Math.max(from, Math.min(first, second)),
            Math.min(to, Math.max(first, second)),
            dashes,
            color);
  }
}
