package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.statistics.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The median of dots along the horizontal axis, which also follows data with a ceiling. Each value
 * is the median of as many neighbouring dots, in the order of x, as the window holds.
 */
final class RunningMedian {
  private static final Look LOOK = new Look(Palette.INK, Line.SOLID, Sign.NONE, 1.3);

  private RunningMedian() {}

  /**
   * The curve of the medians, each drawn at the median of its dots' x. It has no points if there
   * are fewer dots than the window holds.
   *
   * @param x one value for each dot; dots without a finite x are left out
   * @param window number of dots, at least 1
   */
  static Series of(String name, double[] x, double[] y, int window) {
    int[] order =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    List<double[]> points = new ArrayList<>();
    for (int from = 0; from + window <= order.length; from++) {
      int[] own = Arrays.copyOfRange(order, from, from + window);
      points.add(new double[] {median(own, x), median(own, y)});
    }
    return new Series(
        name,
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        LOOK);
  }

  private static double median(int[] places, double[] values) {
    return Median.of(Arrays.stream(places).mapToDouble(place -> values[place]).toArray());
  }

  /** A sample of the curve for a legend. */
  static Key.Entry entry(int window) {
    return new Key.Entry(Text.of("median of " + window + " neighbours"), LOOK);
  }
}
