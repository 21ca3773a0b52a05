package io.luckynodes.claim;

import java.util.List;

/**
 * Claims about the course of r̄, the mean rank of the final winners, within each variant of the
 * list {@code variants}. Chance gives 0.5; a layer whose ρ̄ did not grow counts with 0.5.
 */
final class RankCourses {
  private static final String EPOCH = "epoch";
  private static final String RANK = "rank";

  /** The mean rank that chance gives. */
  private static final double CHANCE = Measure.RANK.worst();

  private RankCourses() {}

  /**
   * In every layer r̄ falls quickly: its mean over training is below half of its value before
   * training, which is the mean of a straight line from this value to 0. An r̄ of 0 at the end says
   * nothing, since winners are chosen at the end. A rank that changes by chance stays away from 0
   * for longer than the straight line.
   */
  static Predicate rankFalls() {
    return EachVariant.predicate(
        Measure.RANK,
        "rank-falls",
        "half of r̄ before training less its mean over training",
        (courses, options, effects) -> {
          for (double layer : courses.layers()) {
            Trials first = courses.of(layer, TrialCourse::first);
            effects.number(courses.name(layer) + " · first", first.mean());
            effects.placeUnless(
                Measure.RANK.full(first),
                courses.name(layer),
                courses.of(layer, course -> course.first() / 2 - course.throughout()),
                Range.above(0));
          }
        });
  }

  /** In the mean over training the lowest layer has a lower r̄ than every other layer. */
  static Predicate lowestLayerRanksBest() {
    return EachVariant.predicate(
        Measure.RANK,
        "lowest-layer-ranks-best",
        "how much lower r̄ is in the lowest layer, in the mean over training,",
        (courses, options, effects) -> {
          List<Double> layers = courses.layers();
          Trials lowest = courses.of(layers.get(0), TrialCourse::throughout);
          effects.number(courses.name(layers.get(0)), lowest.mean());
          for (double layer : layers.subList(1, layers.size())) {
            Trials other = courses.of(layer, TrialCourse::throughout);
            String name = "than in " + courses.name(layer);
            effects.number(courses.name(layer), other.mean());
            effects.placeUnless(
                Measure.RANK.full(other), name, other.minus(lowest), Range.above(0));
          }
        });
  }

  /**
   * In every layer r̄ at epoch {@code epoch} is below 0.5, the value that chance gives. At the last
   * epoch r̄ is 0 by definition and says nothing.
   */
  static Predicate winnersLeadEarly() {
    return EachVariant.predicate(
        Measure.RANK,
        "winners-lead-early",
        "how far r̄ lies below chance",
        (courses, options, effects) -> {
          double epoch = options.number(EPOCH);
          for (double layer : courses.layers()) {
            if (epoch >= courses.end()) {
              effects.unmeasured(
                  courses.name(layer) + " at epoch " + Say.plain(epoch) + ", before the last");
            } else {
              effects.place(
                  courses.name(layer),
                  courses.of(layer, course -> CHANCE - course.at(epoch)),
                  Range.above(0));
            }
          }
        },
        EPOCH);
  }

  /** Before training every layer's r̄ is as published. */
  static Predicate firstRankAsPublished() {
    return EachVariant.asPublished(
        Measure.RANK, "first-rank-as-published", "r̄ before training", RANK, TrialCourse::first);
  }
}
