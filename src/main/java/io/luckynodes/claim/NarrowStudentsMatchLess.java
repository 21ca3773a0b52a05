package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.SortedMap;

/**
 * In every polarity, students of the width {@code over_realisation} match a smaller share of the
 * teacher nodes after training than students of every greater width. There is no room for an effect
 * where the former match all teacher nodes in every seed.
 */
final class NarrowStudentsMatchLess {
  static final Predicate PREDICATE =
      Predicate.measuring(
              "narrow-students-match-less",
              TeacherNodesRow.class,
              (options, rows) -> effects(options.number(Places.WIDTH), rows))
          .numbers(Places.WIDTH)
          .axes(Places.WIDTH)
          .atAllEpochs();

  private NarrowStudentsMatchLess() {}

  private static Effects effects(double narrow, Rows rows) {
    Effects effects =
        new Effects(
            "the lead in the share of matched teacher nodes over students of "
                + Places.width(narrow));
    double end = Places.end(rows);
    Places.of(rows, Places.POLARITY)
        .forEach(
            (name, own) -> {
              SortedMap<Double, Trials> byWidth =
                  Places.along(
                      own,
                      Places.WIDTH,
                      students ->
                          Places.at(students, end, "correlation", seed -> seed.mean("matched"), 0));
              byWidth.forEach(
                  (width, trials) ->
                      effects.number(name + " · " + Places.width(width), trials.mean()));
              Trials narrowest = byWidth.get(narrow);
              if (narrowest == null) {
                effects.unmeasured(name + ", " + Places.width(narrow));
              } else if (narrowest.least() == 1) {
                effects.noRoom(name);
              } else {
                byWidth.forEach(
                    (width, trials) -> {
                      if (width > narrow) {
                        effects.place(
                            name + ", " + Places.width(width),
                            trials.minus(narrowest),
                            Range.above(0));
                      }
                    });
              }
            });
    return effects;
  }
}
