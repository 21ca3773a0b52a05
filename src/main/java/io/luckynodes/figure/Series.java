package io.luckynodes.figure;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Numbers that are drawn in one look. A figure's CSV holds exactly the numbers that are drawn.
 *
 * @param name of the series in the CSV
 * @param x finite, one per point
 * @param y finite, one per point
 * @param spread the band around the points, if any
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record Series(String name, double[] x, double[] y, Optional<Spread> spread, Look look) {
  /** Lower and upper edge of a band, one value per point. */
  @SuppressWarnings("ArrayRecordComponent")
  record Spread(double[] low, double[] high) {}

  Series {
    if (x.length != y.length || !finite(x) || !finite(y)) {
      throw new IllegalArgumentException("series " + name + ": not finite, or not of one length");
    }
  }

  Series(String name, double[] x, double[] y, Look look) {
    this(name, x, y, Optional.empty(), look);
  }

  int points() {
    return x.length;
  }

  /** Every y value of some series, with the edges of their bands. */
  static double[] extent(Stream<Series> series) {
    return series
        .flatMapToDouble(
            one ->
                DoubleStream.concat(
                    Arrays.stream(one.y),
                    one.spread.stream()
                        .flatMapToDouble(
                            band ->
                                DoubleStream.concat(
                                    Arrays.stream(band.low()), Arrays.stream(band.high())))))
        .toArray();
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
