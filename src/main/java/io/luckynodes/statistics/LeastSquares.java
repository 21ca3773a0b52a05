package io.luckynodes.statistics;

import java.util.stream.IntStream;

/**
 * The straight line that best fits some points, by least squares.
 *
 * @param slope NaN if the points do not vary along x
 * @param intercept y where x is 0; NaN if the slope is NaN
 */
public record LeastSquares(double slope, double intercept) {
  /**
   * Fits points; points with a coordinate that is not finite are ignored.
   *
   * @param x as many as {@code y}
   */
  public static LeastSquares of(double[] x, double[] y) {
    int[] points =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    double meanX = IntStream.of(points).mapToDouble(i -> x[i]).average().orElse(Double.NaN);
    double meanY = IntStream.of(points).mapToDouble(i -> y[i]).average().orElse(Double.NaN);
    double xx = 0;
    double xy = 0;
    for (int i : points) {
      double dx = x[i] - meanX;
      xx += dx * dx;
      xy += dx * (y[i] - meanY);
    }
    double slope = xx == 0 ? Double.NaN : xy / xx;
    return new LeastSquares(slope, meanY - slope * meanX);
  }
}
