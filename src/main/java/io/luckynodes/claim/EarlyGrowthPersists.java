package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * Early differences between the norms of neurons largely persist to the end of training. In each
 * variant of {@code of}, let two neurons differ by 1 in the growth of ln ‖w‖ up to the last
 * snapshot before the loss drops. They differ by more than ½ in the growth up to the end. The share
 * that persists is 0 in a network that diverged, or whose neurons have all grown equally before the
 * drop.
 */
final class EarlyGrowthPersists {
  static final Predicate PREDICATE =
      Predicate.measuring("early-growth-persists", Network.NEURONS, EarlyGrowthPersists::effects)
          .variants(Network.OF)
          .atAllEpochs();

  private EarlyGrowthPersists() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects("the share of early differences in ln ‖w‖ that is left at the end of training");
    for (Variant variant : options.variants(Network.OF)) {
      effects.place(
          Network.words(tables, variant),
          Network.each(tables, variant, EarlyGrowthPersists::persisting, 0),
          // "Largely" means that more of the difference is left than is lost.
          Range.above(0.5));
    }
    return effects;
  }

  /** The slope of the line that fits growth up to the end over early growth. */
  private static double persisting(Network network) {
    Rows start = network.start().sortedBy("neuron");
    double[] from = start.values(Network.IN_NORM);
    double[] early = growth(from, network.beforeDrop().sortedBy("neuron").values(Network.IN_NORM));
    double[] whole = growth(from, start.values(Network.FINAL_IN_NORM));
    double slope = LeastSquares.of(early, whole).slope();
    return Double.isNaN(slope) ? 0 : slope;
  }

  private static double[] growth(double[] from, double[] to) {
    double[] growth = new double[from.length];
    Arrays.setAll(growth, j -> StrictMath.log(to[j] / from[j]));
    return growth;
  }
}
