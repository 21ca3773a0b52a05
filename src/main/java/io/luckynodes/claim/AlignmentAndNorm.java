package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * Claims that relate a neuron's alignment with the target of its cell to its norm, in each variant
 * of {@code of}. The alignment is measured before training or at the last snapshot before the loss
 * drops. A network that diverged counts as showing no relation.
 */
final class AlignmentAndNorm {
  private static final String EARLY = "early";
  private static final String LARGEST = "largest_cluster";

  private AlignmentAndNorm() {}

  /**
   * The nearer a neuron is to its target, the greater its norm after training. Nearness is measured
   * before the loss drops if {@code early} is 1, and before training if it is 0. Only neurons of
   * the largest final cluster count if {@code largest_cluster} is 1.
   */
  static Predicate alignmentPredictsNorm() {
    return Predicate.measuring(
            "alignment-predicts-norm", Network.NEURONS, AlignmentAndNorm::predicts)
        .numbers(EARLY, LARGEST)
        .variants(Network.OF)
        .atAllEpochs();
  }

  /**
   * Alignment before the loss drops predicts the norm after training better than alignment before
   * training.
   */
  static Predicate earlyAlignmentPredictsBetter() {
    return Predicate.measuring(
            "early-alignment-predicts-better", Network.NEURONS, AlignmentAndNorm::better)
        .variants(Network.OF)
        .atAllEpochs();
  }

  /**
   * Before the loss drops, the logarithm of the norm has a positive linear correlation with the
   * alignment, and a greater one than the norm itself.
   */
  static Predicate normExponentialInAlignment() {
    return Predicate.measuring(
            "norm-exponential-in-alignment", Network.NEURONS, AlignmentAndNorm::bends)
        .variants(Network.OF)
        .atAllEpochs();
  }

  private static Effects predicts(Options options, Tables tables) {
    boolean early = options.number(EARLY) == 1;
    boolean largest = options.number(LARGEST) == 1;
    Effects effects =
        new Effects(
            "the rank correlation between nearness to the target %s and the norm after training%s"
                .formatted(
                    early ? "before the loss drops" : "before training",
                    largest ? ", in the largest cluster," : ""));
    for (Variant variant : options.variants(Network.OF)) {
      effects.place(
          Network.words(tables, variant),
          Network.each(
              tables,
              variant,
              network -> prediction(early ? network.beforeDrop() : network.start(), largest),
              0),
          Range.above(0));
    }
    return effects;
  }

  private static Effects better(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "what the rank correlation between nearness to the target and the norm after training gains up to the"
                + " drop of the loss");
    for (Variant variant : options.variants(Network.OF)) {
      String name = Network.words(tables, variant);
      Trials start =
          Network.each(tables, variant, network -> prediction(network.start(), false), 0);
      Trials early =
          Network.each(tables, variant, network -> prediction(network.beforeDrop(), false), 0);
      effects.number(name + " · before training", start.mean());
      effects.number(name + " · before the loss drops", early.mean());
      effects.placeUnless(start.least() == 1, name, early.minus(start), Range.above(0));
    }
    return effects;
  }

  private static Effects bends(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "the lead of ln ‖w‖ over ‖w‖ in correlation with the alignment before the loss drops, at most the"
                + " correlation of ln ‖w‖,");
    for (Variant variant : options.variants(Network.OF)) {
      String name = Network.words(tables, variant);
      Trials curved = Network.each(tables, variant, AlignmentAndNorm::ofLogarithm, 0);
      Trials straight = Network.each(tables, variant, AlignmentAndNorm::ofNorm, 0);
      effects.number(name + " · with ln ‖w‖", curved.mean());
      effects.number(name + " · with ‖w‖", straight.mean());
      effects.place(
          name, curved.with(straight, (r, line) -> Math.min(r, r - line)), Range.above(0));
    }
    return effects;
  }

  private static double prediction(Rows moment, boolean largest) {
    Rows neurons = (largest ? moment.where("final_cluster", 0) : moment).finite(Network.ANGLE);
    return 0 - Related.byRank(neurons.values(Network.ANGLE), neurons.values(Network.FINAL_IN_NORM));
  }

  private static double ofLogarithm(Network network) {
    Rows neurons = withTarget(network);
    return Related.byLine(
        cosines(neurons),
        Arrays.stream(neurons.values(Network.IN_NORM)).map(StrictMath::log).toArray());
  }

  private static double ofNorm(Network network) {
    Rows neurons = withTarget(network);
    return Related.byLine(cosines(neurons), neurons.values(Network.IN_NORM));
  }

  private static Rows withTarget(Network network) {
    return network.beforeDrop().finite(Network.ANGLE).where(Network.IN_NORM, norm -> norm > 0);
  }

  private static double[] cosines(Rows neurons) {
    return Arrays.stream(neurons.values(Network.ANGLE))
        .map(angle -> StrictMath.cos(Math.toRadians(angle)))
        .toArray();
  }
}
