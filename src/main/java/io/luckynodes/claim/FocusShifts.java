package io.luckynodes.claim;

import io.luckynodes.table.PairsRow;

/**
 * Student nodes shift their focus from the strongest teacher node, which is the first, to another.
 * The claim is about student nodes that match another teacher node at the end, that is, with a
 * correlation above {@code correlation}. Once some student node matches the strongest teacher node,
 * these nodes on average lose correlation with the strongest, and gain correlation with the teacher
 * node that they finally match.
 *
 * <p>The change is measured from the same epoch for all student nodes of a network, since measuring
 * from each node's own maximum would make every movement a loss. The change is 0 in a network that
 * diverged or that has no such student nodes.
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
   * The mean change over the student nodes that finally match another teacher node than the
   * strongest.
   *
   * @param own whether to measure the gain with the teacher node that they finally match; otherwise
   *     the loss with the strongest
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
