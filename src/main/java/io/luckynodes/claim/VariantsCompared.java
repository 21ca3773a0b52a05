package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The claim that each variant of the list {@code of} is better than the variant at the same place
 * of the list {@code than}, in a measure's mean over layers within each seed. The two variants must
 * have been trained for the same epochs, since winners are chosen at a network's own last epoch,
 * and means over different numbers of epochs cannot be compared.
 *
 * @param quantity the compared quantity, with its article
 */
record VariantsCompared(Measure measure, String quantity, ToDoubleFunction<TrialCourse> summary) {
  private static final String OF = "of";
  private static final String THAN = "than";

  /** The claim for ρ̄ after the last epoch. */
  static Predicate correlationHigher() {
    return new VariantsCompared(
            Measure.CORRELATION, "the difference in ρ̄ after training", TrialCourse::last)
        .predicate("correlation-higher");
  }

  /** The claim for ρ̄ in the mean over training. */
  static Predicate correlationHigherThroughout() {
    return new VariantsCompared(
            Measure.CORRELATION,
            "the difference in ρ̄, in the mean over training,",
            TrialCourse::throughout)
        .predicate("correlation-higher-throughout");
  }

  /** The claim for the gain of ρ̄ in the second half of training. */
  static Predicate correlationGainsMoreLate() {
    return new VariantsCompared(
            Measure.CORRELATION,
            "the difference in what ρ̄ gains in the second half of training",
            TrialCourse::lateGain)
        .predicate("correlation-gains-more-late");
  }

  /** The claim for r̄ in the mean over training; a lower r̄ is better. */
  static Predicate rankLowerThroughout() {
    return new VariantsCompared(
            Measure.RANK,
            "how much lower r̄ is, in the mean over training,",
            TrialCourse::throughout)
        .predicate("rank-lower-throughout");
  }

  /** The claim for accuracy in the mean over training. */
  static Predicate accuracyHigherThroughout() {
    return new VariantsCompared(
            Measure.ACCURACY,
            "the difference in accuracy, in the mean over training,",
            TrialCourse::throughout)
        .predicate("accuracy-higher-throughout");
  }

  private Predicate predicate(String name) {
    return Predicate.measuring(
            name,
            VariantCourses.tables(measure),
            (options, tables) -> {
              Effects effects = new Effects(quantity);
              for (List<Variant> pair : options.pairs(OF, THAN)) {
                add(
                    effects,
                    VariantCourses.of(measure, tables, pair.get(0)),
                    VariantCourses.of(measure, tables, pair.get(1)));
              }
              return effects;
            })
        .variants(OF, THAN)
        .paired(0, OF, THAN)
        .atAllEpochs();
  }

  private void add(Effects effects, VariantCourses of, VariantCourses than) {
    String name = of.name() + " against " + than.name();
    Trials better = of.overall(summary);
    Trials worse = than.overall(summary);
    effects.number(of.name(), better.mean());
    effects.number(than.name(), worse.mean());
    if (of.end() != than.end()) {
      effects.unmeasured(name + " over the same epochs");
    } else {
      effects.placeUnless(
          measure.full(worse),
          name,
          better.minus(worse).map(difference -> measure.sign() * difference),
          Range.above(0));
    }
  }
}
