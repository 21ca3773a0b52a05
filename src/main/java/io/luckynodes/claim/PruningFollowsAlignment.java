package io.luckynodes.claim;

import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Claims that pruning removes more weights from neurons that are far from their target at the last
 * snapshot before the loss drops, at each pruned share of {@code prune_share}. A network that
 * diverged counts as showing no relation.
 */
final class PruningFollowsAlignment {
  private static final String SHARE = "prune_share";

  private static final List<Class<? extends Row>> TABLES =
      List.of(PruningRow.class, ClassificationRow.class);

  private PruningFollowsAlignment() {}

  /** The further a neuron is from its target, the more of its weights are pruned. */
  static Predicate pruningFollowsAlignment() {
    return Predicate.measuring(
            "pruning-follows-alignment", TABLES, PruningFollowsAlignment::follows)
        .numbers(SHARE)
        .lists(SHARE)
        .axes(SHARE)
        .atAllEpochs();
  }

  /**
   * The relation is closer within the final clusters of neurons than over all neurons. A network
   * without a cluster of three neurons counts with no gain.
   */
  static Predicate clustersSharpenPruning() {
    return Predicate.measuring("clusters-sharpen-pruning", TABLES, PruningFollowsAlignment::sharper)
        .numbers(SHARE)
        .lists(SHARE)
        .axes(SHARE)
        .atAllEpochs();
  }

  private static Effects follows(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "the rank correlation between the angle to the target before the loss drops and the number of pruned weights");
    List<Double> judged = options.numbers(SHARE);
    for (double share : judged) {
      effects.place(
          name(share), each(tables, share, PruningFollowsAlignment::overall), Range.above(0));
    }
    for (double share : tables.rows(PruningRow.class).distinct(SHARE)) {
      if (!judged.contains(share)) {
        effects.number(
            name(share) + " · rank correlation",
            each(tables, share, PruningFollowsAlignment::overall).mean());
      }
    }
    return effects;
  }

  private static Effects sharper(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "what the rank correlation between the angle to the target before the loss drops and the number of pruned"
                + " weights gains within clusters");
    for (double share : options.numbers(SHARE)) {
      Trials overall = each(tables, share, PruningFollowsAlignment::overall);
      Trials within = each(tables, share, PruningFollowsAlignment::withinClusters);
      effects.number(name(share) + " · over all neurons", overall.mean());
      effects.number(name(share) + " · within clusters", within.mean());
      effects.placeUnless(overall.least() == 1, name(share), within.minus(overall), Range.above(0));
    }
    return effects;
  }

  private static Trials each(Tables tables, double share, ToDoubleFunction<Rows> reduce) {
    return Network.each(
        tables.rows(PruningRow.class).where(SHARE, share),
        tables.rows(ClassificationRow.class).where(SHARE, share),
        network -> reduce.applyAsDouble(network.beforeDrop().finite(Network.ANGLE)),
        0);
  }

  private static String name(double share) {
    return Say.plain(Math.round(share * 1000) / 10.0) + " % pruned";
  }

  private static double overall(Rows neurons) {
    double relation = PruningRow.relation(neurons);
    return Double.isNaN(relation) ? 0 : relation;
  }

  private static double withinClusters(Rows neurons) {
    double relation = PruningRow.relationWithinClusters(neurons);
    return Double.isNaN(relation) ? overall(neurons) : relation;
  }
}
