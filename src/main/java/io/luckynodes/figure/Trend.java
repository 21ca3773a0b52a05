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

  /** Look of the line: a curve without signs. */
  static Look look(Line dashes, Color color) {
    return new Look(color, dashes, Sign.NONE, 1.3);
  }

  /** The line between two x values; it has no points if there is no line. */
  Series line(String name, double from, double to, Look look) {
    return Double.isFinite(slope) && from < to
        ? new Series(name, new double[] {from, to}, new double[] {at(from), at(to)}, look)
        : new Series(name, new double[0], new double[0], look);
  }
}
