package io.luckynodes.claim;

import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.Rows;
import java.util.SortedMap;

/**
 * Claims about log₁₀ of the evaluation loss after training for students of several widths. A
 * network that diverged counts with its loss at the start.
 */
final class LossByWidth {
  private static final String LOSS = "evaluation_loss";

  private LossByWidth() {}

  /**
   * At each of some polarities the loss falls with width: the slope of log₁₀ loss over log₂ width
   * is below 0.
   */
  static Predicate lossFallsWithWidth() {
    return Predicate.measuring(
            "loss-falls-with-width",
            LearningCurveRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the fall of log₁₀ of the evaluation loss with each doubling of the students' width");
              for (double polarity : options.numbers(Places.POLARITY)) {
                String name = Places.polarity(polarity);
                SortedMap<Double, Trials> byWidth =
                    atEnd(rows.where(Places.POLARITY, polarity), Places.end(rows));
                addNumbers(effects, name, byWidth);
                effects.place(
                    name, Slopes.perDoubling(byWidth).map(slope -> -slope), Range.above(0));
              }
              return effects;
            })
        .numbers(Places.POLARITY)
        .lists(Places.POLARITY)
        .axes(Places.POLARITY, Places.WIDTH)
        .atAllEpochs();
  }

  /**
   * In every polarity, the fall of the narrowest students' log₁₀ loss over training is greater than
   * its final distance from that of any wider students.
   */
  static Predicate widthMattersLessThanTraining() {
    return Predicate.measuring(
            "width-matters-less-than-training",
            LearningCurveRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "what training takes off log₁₀ of the narrowest students' evaluation loss, less its distance from that of wider ones,");
              double end = Places.end(rows);
              Places.of(rows, Places.POLARITY)
                  .forEach(
                      (name, own) -> {
                        SortedMap<Double, Trials> byWidth = atEnd(own, end);
                        addNumbers(effects, name, byWidth);
                        Trials narrowest = byWidth.values().iterator().next();
                        Trials gained =
                            start(own.where(Places.WIDTH, byWidth.firstKey())).minus(narrowest);
                        byWidth
                            .tailMap(Math.nextUp(byWidth.firstKey()))
                            .forEach(
                                (width, trials) ->
                                    effects.place(
                                        name + ", " + Places.width(width),
                                        gained.minus(narrowest.minus(trials).map(Math::abs)),
                                        Range.above(0)));
                      });
              return effects;
            })
        .axes(Places.WIDTH)
        .atAllEpochs();
  }

  private static void addNumbers(Effects effects, String name, SortedMap<Double, Trials> byWidth) {
    byWidth.forEach(
        (width, trials) -> effects.number(name + " · " + Places.width(width), trials.mean()));
  }

  private static SortedMap<Double, Trials> atEnd(Rows rows, double end) {
    return Places.along(
        rows,
        Places.WIDTH,
        students -> {
          double start = Places.start(students);
          return Trials.of(
              students.where("epoch", epoch -> epoch == start || epoch == end),
              LOSS,
              end,
              seed -> logarithm(seed.where("epoch", end)),
              seed -> logarithm(seed.where("epoch", start)));
        });
  }

  private static Trials start(Rows rows) {
    return Trials.of(rows.where("epoch", Places.start(rows)), LossByWidth::logarithm);
  }

  private static double logarithm(Rows row) {
    return StrictMath.log10(row.mean(LOSS));
  }
}
