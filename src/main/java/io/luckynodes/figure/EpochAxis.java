package io.luckynodes.figure;

import java.util.Arrays;

/** Axes of epochs. */
final class EpochAxis {
  private EpochAxis() {}

  /** All of some epochs, with a little room, so that the first and the last marker stand whole. */
  static Axis around(int[] epochs) {
    double first = Arrays.stream(epochs).min().orElse(0);
    double last = Arrays.stream(epochs).max().orElse(1);
    double room = 0.03 * Math.max(1, last - first);
    return new Axis(Text.of("epoch"), first - room, (last > first ? last : first + 1) + room);
  }

  /** The range of an option, which ends with the last epoch that was run if that is sooner. */
  static Axis within(Options options, String option, int[] epochs) {
    Axis wanted = options.axis(option, Text.of("epoch"));
    int last = Arrays.stream(epochs).max().orElse(0);
    return last > wanted.low() && last < wanted.high()
        ? new Axis(wanted.title(), wanted.low(), last)
        : wanted;
  }
}
