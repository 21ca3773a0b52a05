package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
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
  Series line(String name, double from, double to, Line dashes, java.awt.Color color) {
    Look look = new Look(color, dashes, Sign.NONE, 1.3);
    return Double.isFinite(slope) && from < to
        ? new Series(name, new double[] {from, to}, new double[] {at(from), at(to)}, look)
        : new Series(name, new double[0], new double[0], look);
  }
}
