package io.luckynodes.claim;

import io.luckynodes.table.PairsRow;

/**
 * Once the strongest teacher node, the first, has a student node that matches it (a correlation
 * above {@code correlation}), those that end as matches of another lose correlation with the
 * strongest, and gain it with the one they end at; in the mean over these student nodes.
 *
 * <p>The epoch from which on that is measured is one for all student nodes of a network. Each one's
 * own highest point would make a loss of every movement. In a network without such student nodes,
 * or one that diverged, nothing shifts: 0.
 */
final class FocusShifts {
  private static final String CORRELATION = "correlation";

  static final Predicate PREDICATE =
      Predicate.measuring(
              "focus-shifts",
              PairsRow.class,
              (options, rows) -> {
                Effects effects =
                    new Effects(
                        "the shift in correlation, since the strongest teacher node was matched, of student nodes that end at another");
                for (boolean own : new boolean[] {false, true}) {
                  effects.place(
                      own
                          ? "gain with the one they end at"
                          : "loss with " + Places.teacher(PairCourses.STRONGEST),
                      Trials.of(
                          rows,
                          CORRELATION,
                          Places.end(rows),
                          seed -> change(new PairCourses(seed, options.number(CORRELATION)), own),
                          diverged -> 0),
                      Range.above(0));
                }
                return effects;
              })
          .numbers(CORRELATION)
          .atAllEpochs();

  private FocusShifts() {}

  /**
   * Mean over the student nodes that end at another teacher node than the strongest.
   *
   * @param own whether it is the gain with the teacher node they end at, or else the loss with the
   *     strongest
   */
  private static double change(PairCourses courses, boolean own) {
    int from = 0;
    while (from < courses.epochs() && courses.crowd(from, PairCourses.STRONGEST) == 0) {
      from++;
    }
    int last = courses.epochs() - 1;
    double sum = 0;
    int count = 0;
    for (int student = 0; from <= last && student < courses.students(); student++) {
      int end = courses.matched(last, student);
      if (end > PairCourses.STRONGEST) {
        int teacher = own ? end : PairCourses.STRONGEST;
        double gain =
            courses.correlation(last, teacher, student)
                - courses.correlation(from, teacher, student);
        sum += own ? gain : -gain;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
