package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The straight line that fits some points best, by least squares.
 *
 * @param slope NaN if the points do not vary along x
 */
record Trend(double slope, double intercept) {
  static Trend of(double[] x, double[] y) {
    double[] both =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .mapToDouble(i -> i)
            .toArray();
    double meanX = Arrays.stream(both).map(i -> x[(int) i]).average().orElse(Double.NaN);
    double meanY = Arrays.stream(both).map(i -> y[(int) i]).average().orElse(Double.NaN);
    double xx = 0;
    double xy = 0;
    for (double place : both) {
      double dx = x[(int) place] - meanX;
      xx += dx * dx;
      xy += dx * (y[(int) place] - meanY);
    }
    double slope = xx == 0 ? Double.NaN : xy / xx;
    return new Trend(slope, meanY - slope * meanX);
  }

  double at(double x) {
    return intercept + slope * x;
  }

  /** The line between two places, as a curve without signs; no points if there is no line. */
  Series line(String name, double from, double to, Line dashes, Color color) {
    Look look = new Look(color, dashes, Sign.NONE, 1.3);
    return Double.isFinite(slope) && from < to
        ? new Series(name, new double[] {from, to}, new double[] {at(from), at(to)}, look)
        : new Series(name, new double[0], new double[0], look);
  }

  /** The line between two places, as far as it lies on a linear axis. */
  Series lineWithin(Axis y, String name, double from, double to, Line dashes, Color color) {
    double first = (y.low() - intercept) / slope;
    double second = (y.high() - intercept) / slope;
    // A level line, or none, has no place where it enters.
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
