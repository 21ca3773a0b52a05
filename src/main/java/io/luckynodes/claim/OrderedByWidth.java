package io.luckynodes.claim;

import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.SortedMap;

/**
 * The claim that a measure grows with the width of students in every polarity and layer of the
 * table: the slope of its line over the logarithm of width is above 0. Where the narrowest students
 * have a value of 1, wider students have no room to be better.
 *
 * @param measure a column with a greatest possible value of 1; each seed counts with the mean of
 *     the column
 * @param finite the column that is not finite in rows of a network that diverged
 * @param worst the value of a network that diverged
 */
record OrderedByWidth(String measure, String inWords, String finite, double worst) {

  /** The claim for ρ̄ after training. */
  static Predicate layersOrderedByWidth() {
    return new OrderedByWidth("mean_best_correlation", "ρ̄", "mean_best_correlation", 0)
        .atEnd("layers-ordered-by-width", LayersRow.class);
  }

  /** The claim for accuracy after training; networks that diverged have that of chance, 0.1. */
  static Predicate accuracyOrderedByWidth() {
    return new OrderedByWidth("accuracy", "accuracy", "loss", 0.1)
        .atEnd("accuracy-ordered-by-width", EvaluationRow.class);
  }

  /** The claim for the share of teacher nodes that are matched after epoch {@code epoch}. */
  static Predicate matchedShareOrderedByWidth() {
    OrderedByWidth matched =
        new OrderedByWidth("matched", "the share of matched teacher nodes", "correlation", 0);
    return Predicate.measuring(
            "matched-share-ordered-by-width",
            TeacherNodesRow.class,
            (options, rows) -> matched.effects(rows, options.number("epoch")))
        .numbers("epoch")
        .axes(Places.WIDTH)
        .atAllEpochs();
  }

  private Predicate atEnd(String name, Class<? extends Row> table) {
    return Predicate.measuring(name, table, (options, rows) -> effects(rows, Places.end(rows)))
        .axes(Places.WIDTH)
        .atAllEpochs();
  }

  private Effects effects(Rows rows, double epoch) {
    Effects effects =
        new Effects("the gain in %s with each doubling of the students' width".formatted(inWords));
    if (rows.where(rows.time(), epoch).isEmpty()) {
      effects.unmeasured("epoch " + Say.plain(epoch));
      return effects;
    }
    Places.of(rows, Places.POLARITY, Places.LAYER)
        .forEach(
            (name, own) -> {
              SortedMap<Double, Trials> byWidth =
                  Places.along(
                      own,
                      Places.WIDTH,
                      students ->
                          Places.at(students, epoch, finite, seed -> seed.mean(measure), worst));
              byWidth.forEach(
                  (width, trials) ->
                      effects.number(name + " · " + Places.width(width), trials.mean()));
              effects.placeUnless(
                  byWidth.size() > 1 && byWidth.values().iterator().next().least() == 1,
                  name,
                  Slopes.perDoubling(byWidth),
                  Range.above(0));
            });
    return effects;
  }
}
