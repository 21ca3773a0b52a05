package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.Rows;
import java.util.Map;

/**
 * Claims about the target vector (appendix C.3) to which the leaders of the {@code clusters}
 * largest clusters are nearer, in each variant of {@code of}. In a network that diverged they are
 * equally near to all targets.
 */
final class LeadersNearerTarget {
  private static final String CLUSTERS = "clusters";

  private static final String GENERALISED = "generalised_angle";

  /** The meaning in words of columns at the last snapshot before the drop. */
  private static final Map<String, String> EARLY =
      Map.of(
          Network.ANGLE,
          "degrees to the target of the zeroth order",
          GENERALISED,
          "degrees to the generalised target",
          "held",
          "samples that hold a leader",
          "slope_between",
          "degrees between the zeroth order's target and the slope of the loss");

  private LeadersNearerTarget() {}

  /**
   * From the start to the last snapshot before the loss drops, leaders approach the target of the
   * zeroth order more than that of the next order.
   */
  static Predicate leadersTurnToZerothOrder() {
    return predicate("leaders-turn-to-zeroth-order", LeadersNearerTarget::zerothOrder);
  }

  /**
   * After training leaders are nearer to the target of the next order than to that of the zeroth
   * order.
   */
  static Predicate leadersEndNearerNextOrder() {
    return predicate("leaders-end-nearer-next-order", LeadersNearerTarget::nextOrder);
  }

  /**
   * At the last snapshot before the loss drops, the angle between leaders and the generalised
   * target is less than half of that between leaders and the target of the zeroth order.
   */
  static Predicate leadersRestAtGeneralisedTarget() {
    return predicate("leaders-rest-at-generalised-target", LeadersNearerTarget::generalised);
  }

  private static Predicate predicate(String name, Predicate.RowsReduction reduction) {
    return Predicate.measuring(name, ClusterTargetsRow.class, reduction)
        .numbers(CLUSTERS)
        .variants(Network.OF)
        .atAllEpochs();
  }

  private static Effects zerothOrder(Options options, Rows rows) {
    Effects effects =
        new Effects(
            "by how many degrees more leaders come near the target of the zeroth order than that of the next, up to the"
                + " drop of the loss,");
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = leaders(options, rows, variant);
      // Before training all directions are about equally far from any target, except for the effect
      // of choosing the target's sign.
      effects.place(
          rows.words(variant),
          Network.each(own, network -> lead(network.beforeDrop()) - lead(network.start()), 0),
          Range.above(0));
    }
    return effects;
  }

  private static Effects nextOrder(Options options, Rows rows) {
    Effects effects =
        new Effects(
            "by how many degrees leaders are nearer to the target of the next order after training");
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = leaders(options, rows, variant);
      effects.number(
          rows.words(variant) + " · degrees to the next order's target",
          Trials.of(own, network -> network.atEnd().mean("next_order_angle")).mean());
      effects.place(
          rows.words(variant),
          Network.each(own, network -> 0 - lead(network.end()), 0),
          Range.above(0));
    }
    return effects;
  }

  private static Effects generalised(Options options, Rows rows) {
    Effects effects =
        new Effects(
            "which share of their angle to the target of the zeroth order leaders do not have to the generalised target, at"
                + " the last snapshot before the drop of the loss,");
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = leaders(options, rows, variant);
      EARLY.forEach(
          (column, words) ->
              effects.number(
                  rows.words(variant) + " · " + words,
                  Network.each(own, network -> network.beforeDrop().mean(column), Double.NaN)
                      .mean()));
      effects.place(
          rows.words(variant),
          Network.each(
              own,
              network -> {
                Rows early = network.beforeDrop();
                return 1 - early.mean(GENERALISED) / early.mean(Network.ANGLE);
              },
              0),
          Range.above(0.5));
    }
    return effects;
  }

  private static Rows leaders(Options options, Rows rows, Variant variant) {
    double clusters = options.number(CLUSTERS);
    return rows.ofVariant(variant)
        .where("cluster", cluster -> cluster < clusters)
        .finite(Network.ANGLE, "next_order_angle");
  }

  /**
   * The number of degrees by which leaders are nearer to the zeroth order's target than to the next
   * order's.
   */
  private static double lead(Rows leaders) {
    return leaders.mean("next_order_angle") - leaders.mean(Network.ANGLE);
  }
}
