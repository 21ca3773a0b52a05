package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Predicates that judge each variant of the list {@code variants} by itself. */
final class EachVariant {
  /** The option for the margin about a published number, or about 0. */
  static final String MARGIN = "margin";

  private static final String VARIANTS = "variants";

  private EachVariant() {}

  /** Adds the effects of a variant's courses, none of which is empty. */
  @FunctionalInterface
  interface Look {
    void add(VariantCourses courses, Options options, Effects effects);
  }

  /**
   * A predicate that adds the effects of each variant.
   *
   * @param quantity the subject of {@link Effects}, that is, the meaning of every seed's number
   * @param numbers options that it takes besides the variants
   */
  static Predicate predicate(
      Measure measure, String name, String quantity, Look look, String... numbers) {
    return Predicate.measuring(
            name,
            VariantCourses.tables(measure),
            (options, tables) -> {
              Effects effects = new Effects(quantity);
              for (Variant variant : options.variants(VARIANTS)) {
                VariantCourses courses = VariantCourses.of(measure, tables, variant);
                if (courses.layers().isEmpty()) {
                  effects.unmeasured(courses.name());
                } else {
                  look.add(courses, options, effects);
                }
              }
              return effects;
            })
        .variants(VARIANTS)
        .numbers(numbers)
        .atAllEpochs();
  }

  /**
   * A predicate that compares with a published number for each layer.
   *
   * @param option the option that lists the published numbers, from the lowest layer on; the option
   *     {@code margin} lists the margins about them
   */
  static Predicate asPublished(
      Measure measure,
      String name,
      String quantity,
      String option,
      ToDoubleFunction<TrialCourse> summary) {
    return predicate(
            measure,
            name,
            quantity,
            (courses, options, effects) -> {
              List<Double> published = options.numbers(option);
              List<Double> margins = options.numbers(MARGIN);
              for (int layer = 0; layer < published.size(); layer++) {
                effects.place(
                    courses.name(layer),
                    courses.of(layer, summary),
                    Range.within(published.get(layer), margins.get(layer)));
              }
            },
            option,
            MARGIN)
        .lists(option, MARGIN)
        .paired(0, option, MARGIN);
  }
}
