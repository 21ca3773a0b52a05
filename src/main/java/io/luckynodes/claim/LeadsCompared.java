package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The claim that one variant's lead over a second is greater than a third variant's lead over a
 * fourth. The list {@code of} holds the two variants that lead, and {@code over} the two others,
 * with the greater lead first. A lead is the difference within a seed of a measure's mean over
 * layers. All four variants must have been trained for the same epochs, as for {@link
 * VariantsCompared}.
 *
 * @param quantity the compared quantity, with its article
 */
record LeadsCompared(Measure measure, String quantity, ToDoubleFunction<TrialCourse> summary) {
  private static final String OF = "of";
  private static final String OVER = "over";
  private static final int TWO = 2;

  /** The claim for leads in ρ̄ after the last epoch. */
  static Predicate correlationLeadGreater() {
    return new LeadsCompared(
            Measure.CORRELATION, "the difference of leads in ρ̄ after training", TrialCourse::last)
        .predicate("correlation-lead-greater");
  }

  /** The claim for leads in r̄, in the mean over training; a lower r̄ is a lead. */
  static Predicate rankLeadGreater() {
    return new LeadsCompared(
            Measure.RANK,
            "the difference of leads in r̄, in the mean over training,",
            TrialCourse::throughout)
        .predicate("rank-lead-greater");
  }

  private Predicate predicate(String name) {
    return Predicate.measuring(
            name, VariantCourses.tables(measure), (options, tables) -> effects(options, tables))
        .variants(OF, OVER)
        .paired(TWO, OF, OVER)
        .atAllEpochs();
  }

  private Effects effects(Options options, Tables tables) {
    List<List<Variant>> pairs = options.pairs(OF, OVER);
    Effects effects = new Effects(quantity);
    List<List<VariantCourses>> courses =
        pairs.stream()
            .map(
                pair ->
                    pair.stream()
                        .map(variant -> VariantCourses.of(measure, tables, variant))
                        .toList())
            .toList();
    List<Trials> leads = courses.stream().map(this::lead).toList();
    for (int i = 0; i < TWO; i++) {
      effects.number(name(courses.get(i)), leads.get(i).mean());
    }
    String name = name(courses.get(0)) + " against " + name(courses.get(1));
    if (courses.stream().flatMap(List::stream).mapToDouble(VariantCourses::end).distinct().count()
        > 1) {
      effects.unmeasured(name + " over the same epochs");
    } else {
      effects.place(name, leads.get(0).minus(leads.get(1)), Range.above(0));
    }
    return effects;
  }

  private Trials lead(List<VariantCourses> pair) {
    return pair.get(0)
        .overall(summary)
        .minus(pair.get(1).overall(summary))
        .map(difference -> measure.sign() * difference);
  }

  private static String name(List<VariantCourses> pair) {
    return pair.get(0).name() + " over " + pair.get(1).name();
  }
}
