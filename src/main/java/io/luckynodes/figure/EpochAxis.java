package io.luckynodes.figure;

import java.util.Arrays;

/** Axes of epochs. */
final class EpochAxis {
  private EpochAxis() {}

  /**
   * An axis that spans some epochs, with a little room so that the first and the last marker are
   * not cut.
   */
  static Axis around(int[] epochs) {
    double first = Arrays.stream(epochs).min().orElse(0);
    double last = Arrays.stream(epochs).max().orElse(1);
    double room = 0.03 * Math.max(1, last - first);
    return new Axis(
        Text.of("epoch"), first - room, (last > first ? last : first + 1) + room, Axis.Scale.WHOLE);
  }

  /**
   * An axis with the range of an option; it ends with the last measured epoch if that is earlier.
   */
  static Axis within(Options options, String option, int[] epochs) {
    return cut(options.axis(option, Text.of("epoch")), epochs);
  }

  /**
   * A logarithmic axis with the range of {@link #within}, which gives more room to the first
   * epochs, in which most happens.
   */
  static Axis logarithmic(Options options, String option, int[] epochs) {
    Text title = Text.of("epoch (logarithmic scale of epoch + 1)");
    Axis linear = options.axis(option, title);
    return cut(
        new Axis(title, linear.low(), linear.high(), Axis.Scale.LOGARITHMIC_FROM_ONE), epochs);
  }

  private static Axis cut(Axis wanted, int[] epochs) {
    int last = Arrays.stream(epochs).max().orElse(0);
    return last > wanted.low() && last < wanted.high()
        ? new Axis(wanted.title(), wanted.low(), last, wanted.scale())
        : wanted;
  }
}
