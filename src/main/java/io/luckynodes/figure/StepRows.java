package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
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

  /** Explains {@link #drop} in the footer. */
  static final String DROP_NOTE =
      "Shaded: from the last snapshot before the loss drops to the next one, over all seeds.";

  private static final Look DROP = new Look(Palette.FAINT_INK, Line.NONE, Sign.NONE, 0);

  /**
   * The span of steps in which the loss drops, as a band over the height of a panel. It reaches
   * from the least last step before the drop to the greatest first step after it; empty if no row
   * precedes the drop.
   */
  static Optional<Series> drop(Rows rows, Axis y) {
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Rows before : beforeDropOfEachSeed(rows)) {
      if (!before.isEmpty()) {
        int step = before.ints("step")[0];
        int seed = before.ints("seed")[0];
        int next =
            Arrays.stream(rows.where("seed", seed).distinctInts("step"))
                .filter(later -> later > step)
                .findFirst()
                .orElse(step);
        first = Math.min(first, step);
        last = Math.max(last, next);
      }
    }
    return first >= last || first == 0
        ? Optional.empty()
        : Optional.of(
            new Series(
                "the loss drops",
                new double[] {first, last},
                new double[] {y.low(), y.low()},
                Optional.of(
                    new Series.Spread(
                        new double[] {y.low(), y.low()}, new double[] {y.high(), y.high()})),
                DROP));
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
