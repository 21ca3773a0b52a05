package io.luckynodes.figure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The ticks of a panel's axis.
 *
 * @param length of the axis, in points
 * @param labelWidth width of the widest label, in points; 0 if the labels always fit
 * @param labelled whether the labels are shown; panels that share an axis show them at one of the
 *     axes
 */
record Ticks(Axis axis, List<Axis.Tick> marks, double length, double labelWidth, boolean labelled) {
  /** Greatest length of a label; longer labels make XChart search endlessly for wider steps. */
  private static final int LONGEST_LABEL = 20;

  /** Least step between ticks, because XChart rounds ticks to ten decimals. */
  private static final double LEAST_STEP = 1e-6;

  private static final double LEAST_DISTANCE = 10;
  private static final double TOLERANCE = 1e-6;

  /**
   * The distance between ticks in points, if XChart can paint them: all are whole multiples of 1, 2
   * or 5 times a power of ten, with room for the labels between them. It is empty for other ticks,
   * which are painted without XChart.
   */
  OptionalDouble step() {
    // XChart sets labels by their ink, so that names would not stand on one line.
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
   * The label that XChart writes at a position of the axis. XChart looks for no ticks if the labels
   * at both ends of the axis are equal. So these labels are equal if XChart is not to paint the
   * ticks, and else differ in their number of blanks.
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

  /** Coordinates of the ticks. */
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
