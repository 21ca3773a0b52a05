package io.luckynodes.figure;

import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Methods that drawings of the race share, for tables whose rows count steps. */
final class StepRows {
  private StepRows() {}

  /** Rows of each seed at its own last step before the loss drops. */
  static List<Rows> beforeDropOfEachSeed(Rows rows) {
    List<Rows> each = new ArrayList<>();
    for (int seed : rows.distinctInts("seed")) {
      each.add(rows.where("seed", seed).beforeDrop());
    }
    return each;
  }

  /**
   * A note on the step at which the loss drops, for the footer; empty if no row precedes the drop.
   */
  static Optional<String> dropNote(Rows rows) {
    int[] before =
        beforeDropOfEachSeed(rows).stream()
            .flatMapToInt(own -> Arrays.stream(own.distinctInts("step")))
            .sorted()
            .toArray();
    if (before.length == 0) {
      return Optional.empty();
    }
    int first = before[0];
    int last = before[before.length - 1];
    return Optional.of(
        "The loss has not dropped at step "
            + (first == last ? "" + first : first + " to " + last + ", by seed,")
            + " and has at the next snapshot.");
  }

  /** A logarithmic axis of steps from 1 on. */
  static Axis steps(int[] steps) {
    return Axis.decadesAround(
        Text.of("step"), Arrays.stream(steps).filter(step -> step > 0).asDoubleStream().toArray());
  }

  /** Cosines of angles in degrees. */
  static double[] cosines(double[] degrees) {
    return Arrays.stream(degrees).map(degree -> StrictMath.cos(Math.toRadians(degree))).toArray();
  }
}
