package io.luckynodes.claim;

import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Claims that fewer teacher nodes are matched after training at greater polarity. The effect is the
 * slope of the matched share over polarity in each seed.
 */
final class PolarityHinders {
  private PolarityHinders() {}

  /** Students of every width match fewer teacher nodes at greater polarity. */
  static Predicate fewerMatchedWithPolarity() {
    return Predicate.measuring(
            "fewer-matched-with-polarity",
            LayersRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the loss in the share of matched teacher nodes for each 1 of polarity");
              losses(rows, PolarityHinders.matched(rows))
                  .forEach(
                      (width, loss) -> effects.place(Places.width(width), loss, Range.above(0)));
              return effects;
            })
        .axes(Places.POLARITY, Places.WIDTH)
        .atAllEpochs();
  }

  /**
   * Polarity lowers the matched share of students of the width {@code over_realisation} more than
   * that of wider students.
   */
  static Predicate polarityHindersNarrowMore() {
    return Predicate.measuring(
            "polarity-hinders-narrow-more",
            LayersRow.class,
            (options, rows) -> {
              double narrow = options.number(Places.WIDTH);
              Effects effects =
                  new Effects(
                      "what students of %s lose more in the share of matched teacher nodes for each 1 of polarity"
                          .formatted(Places.width(narrow)));
              SortedMap<Double, Trials> losses = losses(rows, PolarityHinders.matched(rows));
              losses.forEach(
                  (width, loss) -> effects.number(Places.width(width) + " · loss", loss.mean()));
              Trials own = losses.get(narrow);
              if (own == null) {
                effects.unmeasured(Places.width(narrow));
                return effects;
              }
              losses.forEach(
                  (width, loss) -> {
                    if (width > narrow) {
                      effects.place("than " + Places.width(width), own.minus(loss), Range.above(0));
                    }
                  });
              return effects;
            })
        .numbers(Places.WIDTH)
        .axes(Places.POLARITY, Places.WIDTH)
        .atAllEpochs();
  }

  /**
   * Students of every width match fewer of the weaker half of the teacher nodes at greater
   * polarity.
   */
  static Predicate weakMissedWithPolarity() {
    return Predicate.measuring(
            "weak-missed-with-polarity",
            TeacherNodesRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the loss in the share of matched teacher nodes of the weaker half for each 1 of polarity");
              double[] teachers = rows.distinct("teacher");
              Rows weaker = rows.where("teacher", teacher -> teacher >= teachers.length / 2.0);
              double end = Places.end(rows);
              losses(
                      weaker,
                      own -> Places.at(own, end, "correlation", seed -> seed.mean("matched"), 0))
                  .forEach(
                      (width, loss) -> effects.place(Places.width(width), loss, Range.above(0)));
              return effects;
            })
        .axes(Places.POLARITY, Places.WIDTH)
        .atAllEpochs();
  }

  private static Function<Rows, Trials> matched(Rows all) {
    double end = Places.end(all);
    return own ->
        Places.at(own, end, "mean_best_correlation", seed -> seed.mean("matched_share"), 0);
  }

  /** The fall of a share for each 1 of polarity, by width. */
  private static SortedMap<Double, Trials> losses(Rows rows, Function<Rows, Trials> share) {
    return Places.along(
        rows,
        Places.WIDTH,
        students -> Slopes.of(Places.along(students, Places.POLARITY, share)).map(slope -> -slope));
  }
}
