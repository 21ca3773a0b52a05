package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;

/**
 * The loss on the training samples falls to near 0: in each of the variants, its mean over seeds
 * after the last step is below {@code loss}.
 */
final class LossNearZero {
  private static final String LOSS = "evaluation_loss";

  static final Predicate PREDICATE =
      Predicate.of("loss-near-zero", StepLossesRow.class, LossNearZero::judge)
          .numbers("loss")
          .variants("of")
          .atAllEpochs();

  private LossNearZero() {}

  private static Verdict judge(Options options, Rows rows) {
    double most = options.number("loss");
    Findings findings = new Findings();
    for (Variant variant : options.variants("of")) {
      // Losses are not measured at every stop of training.
      Course losses = Course.of(rows.finite(LOSS), variant, LOSS);
      if (findings.look(losses)) {
        double last = Course.last(losses.lowest());
        findings.number(losses.name(), last);
        findings.place(last < most, "%s (%s)".formatted(losses.name(), Say.measured(last)));
      }
    }
    return findings.verdict(
        "After training the mean loss is below %s.".formatted(Say.plain(most)),
        "The mean loss after training is not below %s:".formatted(Say.plain(most)));
  }
}
