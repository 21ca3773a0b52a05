package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;

/**
 * Neurons turn to the target of their cell (lemma 3.4). In each variant of {@code of}, the mean
 * angle between neuron and target falls from the start to the last snapshot before the loss drops.
 * In a network that diverged the angle counts as unchanged.
 */
final class NeuronsTurnToTargets {
  static final Predicate PREDICATE =
      Predicate.measuring("neurons-turn-to-targets", Network.NEURONS, NeuronsTurnToTargets::effects)
          .variants(Network.OF)
          .atAllEpochs();

  private NeuronsTurnToTargets() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "the fall of the mean angle between neurons and their targets up to the drop of the loss, in degrees,");
    for (Variant variant : options.variants(Network.OF)) {
      String name = Network.words(tables, variant);
      Trials start = Network.each(tables, variant, network -> degrees(network.start()), 90);
      Trials early = Network.each(tables, variant, network -> degrees(network.beforeDrop()), 90);
      effects.number(name + " · degrees before training", start.mean());
      effects.number(name + " · degrees before the loss drops", early.mean());
      effects.place(name, start.minus(early), Range.above(0));
    }
    return effects;
  }

  private static double degrees(Rows moment) {
    return moment.finite(Network.ANGLE).mean(Network.ANGLE);
  }
}
