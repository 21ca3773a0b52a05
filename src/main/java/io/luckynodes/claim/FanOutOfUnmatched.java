package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.function.ToDoubleFunction;

/**
 * Claims that student nodes that follow a teacher node have a greater mean fan-out norm than other
 * student nodes of the same seed. A student node follows a teacher node if their correlation is
 * above {@code correlation}.
 *
 * <p>A seed in which every student node follows a teacher node gives no number. A place has no room
 * for an effect if fewer than three of its seeds give a number, or if it has fewer than three seeds
 * and not all of them do. Where no student node follows a teacher node, as before training, the
 * difference is 0.
 */
final class FanOutOfUnmatched {
  private static final String CORRELATION = "correlation";
  private static final String FAN_OUT = "fan_out";
  private static final String EPOCH = "epoch";
  private static final String QUANTITY =
      "the difference in mean fan-out norm between student nodes that match a teacher node and those that match none";

  private FanOutOfUnmatched() {}

  /** The claim after training, in every polarity, width and layer. */
  static Predicate lowCorrelationLowFanOut() {
    return Predicate.measuring(
            "low-correlation-low-fan-out",
            StudentNodesRow.class,
            (options, rows) -> {
              Effects effects = new Effects(QUANTITY);
              double end = Places.end(rows);
              Places.of(rows, Places.POLARITY, Places.WIDTH, Places.LAYER)
                  .forEach(
                      (name, own) -> add(effects, name, own, end, options.number(CORRELATION)));
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  /** The claim at the measured epoch nearest to {@code epoch}, in the lowest layer. */
  static Predicate lShapeInLowestLayer() {
    return Predicate.measuring(
            "l-shape-in-lowest-layer",
            StudentNodesRow.class,
            (options, rows) -> {
              Effects effects = new Effects(QUANTITY);
              double epoch = rows.nearest(options.number(EPOCH));
              add(
                  effects,
                  Places.layer(0) + " at epoch " + Say.plain(epoch),
                  rows.where(Places.LAYER, 0),
                  epoch,
                  options.number(CORRELATION));
              return effects;
            })
        .numbers(CORRELATION, EPOCH)
        .atAllEpochs();
  }

  private static void add(Effects effects, String name, Rows rows, double epoch, double threshold) {
    Trials difference =
        at(
            rows,
            epoch,
            nodes -> {
              Rows others = nodes.where(CORRELATION, c -> c <= threshold);
              Rows matched = nodes.where(CORRELATION, c -> c > threshold);
              return others.isEmpty()
                  ? Double.NaN
                  : matched.isEmpty() ? 0 : matched.mean(FAN_OUT) - others.mean(FAN_OUT);
            });
    int seeds = Places.seeds(rows);
    if (seeds > 0 && difference.count() < Math.min(Judge.FEWEST_SEEDS, seeds)) {
      effects.noRoom(name);
      return;
    }
    effects.place(name, difference, Range.above(0));
    effects.number(
        name + " · mean fan-out, matched",
        at(rows, epoch, nodes -> nodes.where(CORRELATION, c -> c > threshold).mean(FAN_OUT))
            .mean());
    effects.number(
        name + " · mean fan-out, unmatched",
        at(rows, epoch, nodes -> nodes.where(CORRELATION, c -> c <= threshold).mean(FAN_OUT))
            .mean());
  }

  /**
   * One number of each seed at an epoch; it is 0 for a network that diverged, which follows no
   * teacher node.
   */
  private static Trials at(Rows rows, double epoch, ToDoubleFunction<Rows> reduce) {
    return Places.at(rows, epoch, CORRELATION, reduce, 0);
  }
}
