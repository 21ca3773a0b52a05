package io.luckynodes.claim;

import io.luckynodes.table.PairsRow;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Claims about the number of student nodes that turn to the strongest teacher node, which is the
 * first. A student node matches the teacher node with which it correlates most, if the correlation
 * is above {@code correlation}. A network that diverged has no matched student nodes.
 */
final class StudentsOfStrongest {
  private static final String CORRELATION = "correlation";

  private StudentsOfStrongest() {}

  /**
   * More student nodes match the strongest teacher node as their first than match any other teacher
   * node first.
   */
  static Predicate mostTurnToStrongestFirst() {
    return Predicate.measuring(
            "most-turn-to-strongest-first",
            PairsRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the difference in how many student nodes match a teacher node before any other");
              double end = Places.end(rows);
              Function<Integer, Trials> count =
                  teacher ->
                      Trials.of(
                          rows,
                          CORRELATION,
                          end,
                          seed ->
                              first(new PairCourses(seed, options.number(CORRELATION)), teacher),
                          diverged -> 0);
              Trials strongest = count.apply(PairCourses.STRONGEST);
              effects.number(Places.teacher(PairCourses.STRONGEST), strongest.mean());
              for (int teacher : rows.distinctInts("teacher")) {
                if (teacher != PairCourses.STRONGEST) {
                  Trials other = count.apply(teacher);
                  effects.number(Places.teacher(teacher), other.mean());
                  effects.place(
                      Places.teacher(PairCourses.STRONGEST) + " over " + Places.teacher(teacher),
                      strongest.minus(other),
                      Range.above(0));
                }
              }
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  /** At some epoch, more than one student node matches the strongest teacher node. */
  static Predicate strongestCoveredBySeveral() {
    return Predicate.measuring(
            "strongest-covered-by-several",
            PairsRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the greatest number of student nodes that match the strongest teacher node at one epoch");
              effects.place(
                  Places.teacher(PairCourses.STRONGEST),
                  Trials.of(
                      rows,
                      CORRELATION,
                      Places.end(rows),
                      seed -> {
                        PairCourses courses = new PairCourses(seed, options.number(CORRELATION));
                        return IntStream.range(0, courses.epochs())
                            .map(epoch -> courses.crowd(epoch, PairCourses.STRONGEST))
                            .max()
                            .orElse(0);
                      },
                      diverged -> 0),
                  Range.above(1));
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  private static int first(PairCourses courses, int teacher) {
    return (int)
        IntStream.range(0, courses.students())
            .filter(student -> courses.firstMatched(student) == teacher)
            .count();
  }
}
