package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import io.luckynodes.table.UpdatesRow;

/**
 * Before the loss drops, incoming weights turn rather than grow. In each variant of {@code of}, the
 * total rotation in radians exceeds the total change of norms by more than {@code orders} orders of
 * magnitude. Both totals are over all intervals between two snapshots before the drop. Norm changes
 * are relative if {@code relative} is 1. A network that diverged, or whose loss never drops, counts
 * with 0 orders.
 */
final class DirectionMovesFirst {
  private static final String ORDERS = "orders";
  private static final String RELATIVE = "relative";

  static final Predicate PREDICATE =
      Predicate.measuring("direction-moves-first", UpdatesRow.class, DirectionMovesFirst::effects)
          .numbers(ORDERS, RELATIVE)
          .variants(Network.OF)
          .atAllEpochs();

  private DirectionMovesFirst() {}

  private static Effects effects(Options options, Rows rows) {
    String norm = options.number(RELATIVE) == 1 ? "in_relative" : "in_norm";
    Effects effects =
        new Effects(
            "log₁₀ of the change of direction over that of the norm%s before the loss drops"
                .formatted(options.number(RELATIVE) == 1 ? ", as a share of itself," : ""));
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = rows.ofVariant(variant);
      effects.number(
          rows.words(variant) + " · after the loss has dropped",
          Trials.of(own, network -> orders(network.where("dropped", 1), norm)).mean());
      effects.place(
          rows.words(variant),
          Network.each(
              own,
              network ->
                  network.rows().where("dropped", 1).isEmpty()
                      ? 0
                      : orders(network.rows().where("dropped", 0), norm),
              0),
          Range.above(options.number(ORDERS)));
    }
    return effects;
  }

  /** log₁₀ of total rotation over total change of norm. */
  private static double orders(Rows intervals, String norm) {
    double[] to = intervals.values("step");
    double[] from = intervals.values("from_step");
    double[] direction = intervals.values("in_direction");
    double[] length = intervals.values(norm);
    double turned = 0;
    double grown = 0;
    for (int i = 0; i < to.length; i++) {
      turned += direction[i] * (to[i] - from[i]);
      grown += length[i] * (to[i] - from[i]);
    }
    return StrictMath.log10(turned / grown);
  }
}
