package io.luckynodes.figure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The ticks of a panel's axis.
 *
 * @param length of the axis, in points
 * @param labelWidth of the widest label, in points; 0 if they all fit in any case
 * @param labelled whether the labels are shown; those of axes that panels share stand at one alone
 */
record Ticks(Axis axis, List<Axis.Tick> marks, double length, double labelWidth, boolean labelled) {
  /** Labels that are longer make XChart search for wider steps without an end. */
  private static final int LONGEST_LABEL = 20;

  /** XChart rounds ticks to ten decimals. */
  private static final double LEAST_STEP = 1e-6;

  private static final double LEAST_DISTANCE = 10;
  private static final double TOLERANCE = 1e-6;

  /**
   * The distance between ticks in points, if they are such as XChart would have: all whole
   * multiples of 1, 2 or 5 times a power of ten, with room for the labels between them. Empty for
   * others, which are painted without it.
   */
  OptionalDouble step() {
    // XChart sets labels by their ink, so that words would not stand on one line.
    if (marks.size() < 2 || !axis.names().isEmpty()) {
      return OptionalDouble.empty();
    }
    double step = Math.abs(place(1) - place(0));
    double digit = step / StrictMath.pow(10, Math.floor(StrictMath.log10(step) + TOLERANCE));
    double distance = step / (axis.end() - axis.start()) * length;
    boolean alike = step >= LEAST_STEP && (near(digit, 1) || near(digit, 2) || near(digit, 5));
    for (int i = 0; i < marks.size(); i++) {
      double steps = place(i) / step;
      alike &=
          near(steps, Math.rint(steps))
              && (i == 0 || near(Math.abs(place(i) - place(i - 1)) / step, 1))
              && marks.get(i).label().length() <= LONGEST_LABEL;
    }
    return alike && distance >= LEAST_DISTANCE && (labelWidth + 1) * 1.1 < distance
        ? OptionalDouble.of(distance)
        : OptionalDouble.empty();
  }

  /**
   * What XChart writes at a place of the axis. XChart looks for no ticks if both ends of the axis
   * read alike: so they do where the ticks are not its own, and blanks differ where they are.
   */
  String label(double place) {
    if (step().isEmpty()) {
      return "";
    }
    double span = axis.end() - axis.start();
    for (int i = 0; labelled && i < marks.size(); i++) {
      if (Math.abs(place(i) - place) < TOLERANCE * span) {
        return marks.get(i).label();
      }
    }
    return place - axis.start() < span / 2 ? " " : "  ";
  }

  /** Where the ticks stand. */
  DoubleStream places() {
    return marks.stream().mapToDouble(tick -> axis.place(tick.value()));
  }

  private double place(int tick) {
    return axis.place(marks.get(tick).value());
  }

  private static boolean near(double value, double other) {
    return Math.abs(value - other) <= TOLERANCE * Math.max(1, Math.abs(other));
  }
}
