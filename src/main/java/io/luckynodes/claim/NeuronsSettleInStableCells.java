package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * Neurons move from unstable cell to unstable cell until they enter a stable cell (theorem 3.6). In
 * each variant of {@code of}, more than half of the neurons that start in an unstable cell are in a
 * stable cell at the last snapshot before the loss drops. A cell is stable if its target lies
 * within it, so that neuron and target let the same samples pass. In a network that diverged the
 * share is 0.
 */
final class NeuronsSettleInStableCells {
  private static final String AGREEMENT = "agreement";

  static final Predicate PREDICATE =
      Predicate.measuring(
              "neurons-settle-in-stable-cells",
              Network.NEURONS,
              NeuronsSettleInStableCells::effects)
          .variants(Network.OF)
          .atAllEpochs();

  private NeuronsSettleInStableCells() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "the share of neurons from unstable cells that are in a stable one before the loss drops");
    for (Variant variant : options.variants(Network.OF)) {
      String name = Network.words(tables, variant);
      Trials unstable =
          Network.each(tables, variant, network -> unstable(network.start()).length, 0);
      effects.number(name + " · neurons that start in unstable cells", unstable.mean());
      effects.placeUnless(
          unstable.greatest() == 0,
          name,
          Network.each(tables, variant, NeuronsSettleInStableCells::settled, 0),
          Range.above(0.5));
    }
    return effects;
  }

  /**
   * The share of neurons from unstable cells that have settled; NaN if no neuron starts in an
   * unstable cell.
   */
  private static double settled(Network network) {
    int[] wandering = unstable(network.start());
    int[] settled =
        withTarget(network.beforeDrop()).where(AGREEMENT, 1).sortedBy("neuron").ints("neuron");
    return Arrays.stream(wandering)
        .map(neuron -> Arrays.binarySearch(settled, neuron) < 0 ? 0 : 1)
        .average()
        .orElse(Double.NaN);
  }

  private static int[] unstable(Rows moment) {
    return withTarget(moment).where(AGREEMENT, share -> share < 1).ints("neuron");
  }

  /**
   * The neurons with a target; a neuron that lets no sample pass has no target and never learns.
   */
  private static Rows withTarget(Rows moment) {
    return moment.finite(Network.ANGLE);
  }
}
