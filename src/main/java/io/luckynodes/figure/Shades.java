package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dots in shades of a quantity that spans decades. Shades are equal steps of its logarithm, and the
 * greatest value is the darkest.
 */
final class Shades {
  private static final int STEPS = 10;
  private static final double OPACITY = 0.75;
  private static final double DIAMETER = 2.4;

  /** Number of dots up to which a panel has larger dots. */
  private static final int FEW = 50;

  private static final double LARGER_DIAMETER = 4;

  private final double low;
  private final double high;

  /**
   * Shades that span some values.
   *
   * @param values values that the shades span; values that are not above 0 are ignored
   */
  Shades(double[] values) {
    double[] above =
        Arrays.stream(values).filter(value -> value > 0 && Double.isFinite(value)).toArray();
    low = Arrays.stream(above).min().orElse(1);
    high = Math.max(Arrays.stream(above).max().orElse(1), low * 1.01);
  }

  private int step(double value) {
    double share = StrictMath.log(value / low) / StrictMath.log(high / low);
    return Math.max(0, Math.min(STEPS - 1, (int) (share * STEPS)));
  }

  private static Look look(int step, double diameter) {
    return new Look(
        Palette.translucent(Palette.ordered(1 - (double) step / (STEPS - 1)), OPACITY),
        Line.NONE,
        Sign.DOT,
        diameter);
  }

  /**
   * Dots, a series for each shade. Points that are not finite, or whose value is not above 0, are
   * left out.
   *
   * @param values by which the dots are shaded
   */
  List<Series> dots(double[] x, double[] y, double[] values) {
    List<Series> series = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      int current = step;
      int[] own =
          IntStream.range(0, x.length)
              .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]) && values[i] > 0)
              .filter(i -> step(values[i]) == current)
              .toArray();
      series.add(
          new Series(
              "shade " + (step + 1) + ", from " + Numbers.significant(edge(step), 2),
              Arrays.stream(own).mapToDouble(i -> x[i]).toArray(),
              Arrays.stream(own).mapToDouble(i -> y[i]).toArray(),
              look(step, x.length > FEW ? DIAMETER : LARGER_DIAMETER)));
    }
    return series;
  }

  private double edge(int step) {
    return low * StrictMath.pow(high / low, (double) step / STEPS);
  }

  /** The colour bar of the shades. */
  Key.ColourBar bar(Text title) {
    List<Key.Shade> shades = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      double middle = Math.sqrt(edge(step) * edge(step + 1));
      shades.add(new Key.Shade(Numbers.significant(middle, 2), look(step, DIAMETER).color()));
    }
    return new Key.ColourBar(title, shades);
  }
}
