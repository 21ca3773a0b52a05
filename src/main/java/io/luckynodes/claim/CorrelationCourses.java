package io.luckynodes.claim;

import java.util.List;

/** Claims about the course of ρ̄ within each variant of the list {@code variants}. */
final class CorrelationCourses {
  private static final String CORRELATION = "correlation";

  private CorrelationCourses() {}

  /** In every layer ρ̄ is higher after training than before. */
  static Predicate correlationGrows() {
    return EachVariant.predicate(
        Measure.CORRELATION,
        "correlation-grows",
        "the gain in ρ̄ over training",
        (courses, options, effects) -> {
          for (double layer : courses.layers()) {
            effects.number(
                courses.name(layer) + " · last", courses.of(layer, TrialCourse::last).mean());
            effects.placeUnless(
                Measure.CORRELATION.full(courses.of(layer, TrialCourse::first)),
                courses.name(layer),
                courses.of(layer, TrialCourse::gain),
                Range.above(0));
          }
        });
  }

  /**
   * After training the lowest layer has a higher ρ̄ than every other layer. If ρ̄ is 1 in both
   * layers, there is no room for an effect.
   */
  static Predicate lowestLayerBest() {
    return EachVariant.predicate(
        Measure.CORRELATION,
        "lowest-layer-best",
        "the lead of the lowest layer's ρ̄ after training",
        (courses, options, effects) -> {
          List<Double> layers = courses.layers();
          Trials lowest = courses.of(layers.get(0), TrialCourse::last);
          effects.number(courses.name(layers.get(0)), lowest.mean());
          for (double layer : layers.subList(1, layers.size())) {
            String name = "over " + courses.name(layer);
            Trials other = courses.of(layer, TrialCourse::last);
            effects.number(courses.name(layer), other.mean());
            effects.placeUnless(
                Measure.CORRELATION.full(lowest) && Measure.CORRELATION.full(other),
                name,
                lowest.minus(other),
                Range.above(0));
          }
        });
  }

  /**
   * In the lower half of the layers ρ̄ ends nearer to 1 than to its value before training. A middle
   * layer belongs to the upper half.
   */
  static Predicate lowLayersNearOne() {
    return EachVariant.predicate(
        Measure.CORRELATION,
        "low-layers-near-one",
        "the gain in ρ̄ over training, less what it lacks of 1 at the end,",
        (courses, options, effects) -> {
          List<Double> layers = courses.layers();
          for (double layer : layers.subList(0, Math.max(1, layers.size() / 2))) {
            effects.number(
                courses.name(layer) + " · last", courses.of(layer, TrialCourse::last).mean());
            effects.placeUnless(
                Measure.CORRELATION.full(courses.of(layer, TrialCourse::first)),
                courses.name(layer),
                courses.of(layer, course -> course.gain() - (1 - course.last())),
                Range.above(0));
          }
        });
  }

  /**
   * In the second half of training the mean of ρ̄ over layers changes by less than {@code margin}.
   * A course that has never grown has not stalled: a network that diverged, or whose ρ̄ has not
   * grown, counts with a gain of 1.
   */
  static Predicate correlationStalls() {
    return EachVariant.predicate(
        Measure.CORRELATION,
        "correlation-stalls",
        "the gain in ρ̄ in the second half of training",
        (courses, options, effects) -> {
          Trials late = courses.overall(TrialCourse::lateGain);
          Trials all = courses.overall(TrialCourse::gain);
          effects.number(courses.name() + " · gain over all of training", all.mean());
          effects.place(
              courses.name(),
              late.with(all, (half, whole) -> whole > 0 ? half : 1),
              Range.within(0, options.number(EachVariant.MARGIN)));
        },
        EachVariant.MARGIN);
  }

  /**
   * After training the ρ̄ of each layer is above its number in {@code correlation}, a list that
   * begins with the lowest layer and may cover fewer layers than there are.
   */
  static Predicate correlationReaches() {
    return EachVariant.predicate(
            Measure.CORRELATION,
            "correlation-reaches",
            "ρ̄ after training",
            (courses, options, effects) -> {
              List<Double> wanted = options.numbers(CORRELATION);
              for (int layer = 0; layer < wanted.size(); layer++) {
                effects.place(
                    courses.name(layer),
                    courses.of(layer, TrialCourse::last),
                    Range.above(wanted.get(layer)));
              }
            },
            CORRELATION)
        .lists(CORRELATION);
  }

  /** After training every layer's ρ̄ is as published. */
  static Predicate correlationAsPublished() {
    return EachVariant.asPublished(
        Measure.CORRELATION,
        "correlation-as-published",
        "ρ̄ after training",
        CORRELATION,
        TrialCourse::last);
  }
}
