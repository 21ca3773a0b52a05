package io.luckynodes.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis of a panel. Neighbouring panels with equal axes share them, so that labels stand only at
 * the edge of the grid.
 *
 * @param low least value, at the left or bottom edge; at the top edge of a downward axis
 * @param high greatest value, at the other edge
 * @param names labels of the values 0, 1, … in the place of numbers; empty for numbers
 * @param sweep values at which ticks stand if there is room, such as those of a sweep; empty for
 *     ticks at round numbers
 */
record Axis(
    Text title, double low, double high, Scale scale, List<String> names, List<Double> sweep) {
  /** Relative difference up to which two numbers are equal but for rounding. */
  private static final double ROUNDING = 1e-12;

  /** The spacing of values. */
  enum Scale {
    LINEAR,
    /** Linear, with ticks only at whole numbers. */
    WHOLE,
    /** Whole numbers from the top down, like the rows of a matrix. */
    DOWNWARD,
    /** The logarithm of the value plus 1, so that the axis can hold 0. */
    LOGARITHMIC_FROM_ONE,
    /** The logarithm of the value. */
    LOGARITHMIC
  }

  Axis {
    if (!(low < high)
        || Double.isInfinite(high - low)
        || (scale == Scale.LOGARITHMIC_FROM_ONE && low < 0)
        || (scale == Scale.LOGARITHMIC && low <= 0)) {
      throw new IllegalArgumentException(words(title, low, high) + ": no axis");
    }
  }

  /** The title and the edges of the axis, for a message. */
  String words() {
    return words(title, low, high);
  }

  private static String words(Text title, double low, double high) {
    return "'" + title.unstyled() + "' from " + low + " to " + high;
  }

  /** An axis of numbers. */
  Axis(Text title, double low, double high, Scale scale) {
    this(title, low, high, scale, List.of(), List.of());
  }

  /** A linear axis. */
  Axis(Text title, double low, double high) {
    this(title, low, high, Scale.LINEAR);
  }

  /** An axis whose values 0, 1, … have names. */
  static Axis named(Text title, String... names) {
    return new Axis(title, -0.4, names.length - 0.6, Scale.WHOLE, List.of(names), List.of());
  }

  /**
   * The same axis with ticks at given values if there is room, such as those of a sweep or quarter
   * turns.
   *
   * @param values in any order and number; empty for ticks at round numbers
   */
  Axis at(double... values) {
    List<Double> sweep =
        Arrays.stream(values)
            .filter(this::holds)
            .map(Numbers::rounded)
            .distinct()
            .sorted()
            .boxed()
            .toList();
    return new Axis(title, low, high, scale, names, sweep);
  }

  /**
   * The same logarithmic axis with more room at both ends, for words beside the outermost points.
   *
   * @param share of the axis that each end gains
   */
  Axis withRoom(double share) {
    double room = StrictMath.pow(high / low, share);
    return new Axis(title, low / room, high * room, scale, names, sweep);
  }

  /** Position of a value between the edges: 0 at the left or bottom edge, 1 at the other. */
  double share(double value) {
    return (place(value) - start()) / (end() - start());
  }

  /** Coordinate of a value on a linear axis that grows to the right or upwards. */
  double place(double value) {
    return switch (scale) {
      case LOGARITHMIC_FROM_ONE -> StrictMath.log1p(value);
      case LOGARITHMIC -> StrictMath.log10(value);
      case LINEAR, WHOLE -> value;
      case DOWNWARD -> -value;
    };
  }

  /** Coordinate of the left or bottom edge. */
  double start() {
    return place(scale == Scale.DOWNWARD ? high : low);
  }

  /** Coordinate of the right or top edge. */
  double end() {
    return place(scale == Scale.DOWNWARD ? low : high);
  }

  /** A value on the axis and its label. */
  record Tick(double value, String label) {}

  /**
   * An axis around data. A twentieth of the data's span is left free at both ends, but the axis
   * never exceeds the values that the quantity can have.
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

  /**
   * A logarithmic axis around the values above 0, with a little room at both ends. It spans one
   * decade around 1 if there are no such values.
   */
  static Axis decadesAround(Text title, double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double value : values) {
      if (value > 0 && Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return new Axis(title, StrictMath.pow(10, -0.5), StrictMath.pow(10, 0.5), Scale.LOGARITHMIC);
    }
    boolean several = high > low * (1 + ROUNDING);
    double room = StrictMath.pow(several ? high / low : 10, 0.05);
    return new Axis(title, low / room, high * room, Scale.LOGARITHMIC);
  }

  /**
   * An axis around some numbers, with a little room at both ends. It is an axis of whole numbers if
   * all numbers are whole.
   *
   * @param decades whether the axis is logarithmic; it then starts at 0 if the least number is 0
   */
  static Axis fitting(Text title, boolean decades, double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(1);
    if (decades && least == 0 && most > 0) {
      double end = StrictMath.expm1(1.05 * StrictMath.log1p(most));
      return new Axis(title, 0, end, Scale.LOGARITHMIC_FROM_ONE);
    }
    if (decades) {
      return decadesAround(title, values);
    }
    // Numbers that differ by rounding alone count as one.
    boolean several = most - least > ROUNDING * Math.max(Math.abs(least), Math.abs(most));
    double room = several ? (most - least) / 20 : Math.max(1, Math.abs(most)) / 20;
    boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
    return new Axis(title, least - room, most + room, whole ? Scale.WHOLE : Scale.LINEAR);
  }

  /** Whether a value lies on the axis. */
  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** Ticks at the values of the sweep. */
  List<Tick> sweepTicks() {
    return labelled(sweep);
  }

  private static List<Tick> labelled(List<Double> values) {
    List<String> labels = Numbers.alike(values);
    return IntStream.range(0, values.size())
        .mapToObj(i -> new Tick(values.get(i), labels.get(i)))
        .toList();
  }

  /**
   * Ticks at whole multiples of 1, 2 or 5 times a power of ten, or at the names of the axis. An
   * axis of whole numbers has ticks only at whole numbers. A logarithmic axis has ticks at 1, 2 and
   * 5 times powers of ten and at 0, or at fewer of these numbers.
   *
   * @param most number of labels for which there is room
   */
  List<Tick> ticks(int most) {
    if (!names.isEmpty()) {
      List<Tick> ticks = new ArrayList<>();
      for (int place = 0; place < names.size(); place++) {
        ticks.add(new Tick(place, names.get(place)));
      }
      return ticks;
    }
    if (scale == Scale.LOGARITHMIC_FROM_ONE) {
      return logarithmicTicks(most);
    }
    if (scale == Scale.LOGARITHMIC) {
      return decades(most);
    }
    double least = (high - low) / Math.max(1, most);
    BigDecimal step = step(scale == Scale.LINEAR ? least : Math.max(1, least));
    List<Tick> ticks = new ArrayList<>();
    BigDecimal value = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    for (; value.doubleValue() <= high; value = value.add(step)) {
      ticks.add(new Tick(value.doubleValue(), Numbers.multiple(value, step)));
    }
    return ticks;
  }

  /**
   * Ticks at powers of ten, or at every second, third, … of them if there are too many. An axis
   * with at most two powers of ten has ticks at 1, 2 and 5 times powers of ten if there is room.
   */
  private List<Tick> decades(int most) {
    int first = (int) Math.ceil(StrictMath.log10(low) - 1e-9);
    int last = (int) Math.floor(StrictMath.log10(high) + 1e-9);
    List<Double> values = new ArrayList<>();
    if (last - first < 2) {
      for (int decade = first - 1; decade <= last; decade++) {
        for (int digit : new int[] {1, 2, 5}) {
          double value = BigDecimal.valueOf(digit, -decade).doubleValue();
          if (holds(value)) {
            values.add(value);
          }
        }
      }
      if (values.size() >= 2 && values.size() <= most) {
        return labelled(values);
      }
      if (values.size() < 2) {
        return new Axis(title, low, high).ticks(most);
      }
      values.clear();
    }
    int step = Math.max(1, (int) Math.ceil((last - first + 1.0) / Math.max(1, most)));
    for (int decade = -Math.floorDiv(-first, step) * step; decade <= last; decade += step) {
      values.add(BigDecimal.valueOf(1, -decade).doubleValue());
    }
    return labelled(values);
  }

  private List<Tick> logarithmicTicks(int most) {
    List<Tick> ticks = List.of();
    for (int[] digits : new int[][] {{1, 2, 5}, {1}}) {
      ticks = new ArrayList<>();
      for (double value : numbers(digits)) {
        ticks.add(new Tick(value, Numbers.fixed(value, 0)));
      }
      if (ticks.size() <= most) {
        return ticks;
      }
    }
    // Leaves out the lowest decades first, since they lie closest to 0.
    while (ticks.size() > Math.max(2, most)) {
      ticks.remove(1);
    }
    return ticks;
  }

  /** 0 and the digits times each power of ten from 1 on, as far as they lie on the axis. */
  private List<Double> numbers(int[] digits) {
    List<Double> numbers = new ArrayList<>();
    if (holds(0)) {
      numbers.add(0.0);
    }
    for (double decade = 1; decade <= high; decade *= 10) {
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
