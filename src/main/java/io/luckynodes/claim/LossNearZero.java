package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;

/**
 * The loss on the training samples falls to near 0: in each variant of {@code of}, it is below
 * {@code loss} after training. A network that diverged counts with the mean loss before training.
 */
final class LossNearZero {
  private static final String LOSS = "evaluation_loss";

  static final Predicate PREDICATE =
      Predicate.measuring("loss-near-zero", StepLossesRow.class, LossNearZero::effects)
          .numbers("loss")
          .variants(Network.OF)
          .atAllEpochs();

  private LossNearZero() {}

  private static Effects effects(Options options, Rows rows) {
    Effects effects = new Effects("the loss on the training samples after training");
    for (Variant variant : options.variants(Network.OF)) {
      // Losses are not measured at every stop of training.
      Rows own = rows.ofVariant(variant).finite(LOSS);
      double start = own.where("step", 0).mean(LOSS);
      effects.number(rows.words(variant) + " · before training", start);
      effects.place(
          rows.words(variant),
          Network.each(own, network -> network.end().mean(LOSS), start),
          Range.below(options.number("loss")));
    }
    return effects;
  }
}
