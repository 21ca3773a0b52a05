package io.luckynodes.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis. Panels that have equal axes share them: labels then stand only at the edge of the grid.
 *
 * @param low least value: at the left or bottom edge, of a downward axis at the top
 * @param high greatest value, at the other edge
 */
record Axis(Text title, double low, double high, Scale scale) {
  /** How values are spaced. */
  enum Scale {
    LINEAR,
    /** As linear, of a quantity that is a whole number. */
    WHOLE,
    /** Whole numbers from the top down, as rows of a matrix. */
    DOWNWARD,
    /** By the logarithm of the value and 1, so that 0 has a place. */
    LOGARITHMIC_FROM_ONE
  }

  Axis {
    if (!(low < high)
        || Double.isInfinite(high - low)
        || (scale == Scale.LOGARITHMIC_FROM_ONE && low < 0)) {
      throw new IllegalArgumentException("no axis from " + low + " to " + high);
    }
  }

  /** A linear axis. */
  Axis(Text title, double low, double high) {
    this(title, low, high, Scale.LINEAR);
  }

  /** Where a value stands between the edges: 0 at the lower, 1 at the higher one. */
  double share(double value) {
    double share = (spaced(value) - spaced(low)) / (spaced(high) - spaced(low));
    return scale == Scale.DOWNWARD ? 1 - share : share;
  }

  private double spaced(double value) {
    return scale == Scale.LOGARITHMIC_FROM_ONE ? StrictMath.log1p(value) : value;
  }

  /** A labelled place on the axis. */
  record Tick(double value, String label) {}

  /**
   * An axis around data: a twentieth of their span is left free at both ends, but never beyond the
   * values that the quantity can have.
   */
  static Axis around(Text title, double[] values, double least, double most) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > high) {
      return new Axis(title, least, most);
    }
    double margin = high > low ? (high - low) / 20 : (most - least) / 20;
    return new Axis(title, Math.max(least, low - margin), Math.min(most, high + margin));
  }

  /** Whether a value lies on the axis. */
  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /**
   * Ticks at whole multiples of 1, 2 or 5 times a power of ten, at whole numbers alone where the
   * quantity is one; on a logarithmic axis at 0 and such numbers themselves, or at fewer of them.
   *
   * @param most how many labels there is room for
   */
  List<Tick> ticks(int most) {
    if (scale == Scale.LOGARITHMIC_FROM_ONE) {
      return logarithmicTicks(most);
    }
    double least = (high - low) / Math.max(1, most);
    BigDecimal step = step(scale == Scale.LINEAR ? least : Math.max(1, least));
    List<Tick> ticks = new ArrayList<>();
    BigDecimal value = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    for (; value.doubleValue() <= high; value = value.add(step)) {
      ticks.add(
          new Tick(
              value.doubleValue(), Numbers.fixed(value.doubleValue(), Math.max(0, step.scale()))));
    }
    return ticks;
  }

  private List<Tick> logarithmicTicks(int most) {
    List<Tick> ticks = List.of();
    for (int[] digits : new int[][] {{1, 2, 5}, {1}}) {
      ticks = new ArrayList<>();
      for (int value : numbers(digits)) {
        ticks.add(new Tick(value, Integer.toString(value)));
      }
      if (ticks.size() <= most) {
        return ticks;
      }
    }
    // The lowest decades lie closest to 0.
    while (ticks.size() > Math.max(2, most)) {
      ticks.remove(1);
    }
    return ticks;
  }

  /** 0 and the digits of every decade, as far as they lie on the axis. */
  private List<Integer> numbers(int[] digits) {
    List<Integer> numbers = new ArrayList<>();
    if (holds(0)) {
      numbers.add(0);
    }
    for (int decade = 1; decade <= high; decade *= 10) {
      for (int digit : digits) {
        if (holds(digit * decade)) {
          numbers.add(digit * decade);
        }
      }
    }
    return numbers;
  }

  private static BigDecimal step(double least) {
    int exponent = (int) Math.floor(Math.log10(least));
    for (int power = exponent; ; power++) {
      for (int digit : new int[] {1, 2, 5}) {
        BigDecimal step = BigDecimal.valueOf(digit, -power);
        if (step.doubleValue() >= least * (1 - 1e-9)) {
          return step;
        }
      }
    }
  }
}
