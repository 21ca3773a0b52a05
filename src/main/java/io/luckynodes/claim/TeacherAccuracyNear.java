package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.Rows;

/** The teachers of each given variant reach an accuracy, within a tolerance. */
final class TeacherAccuracyNear {
  static final String TEACHER = "teacher_accuracy";

  private static final String OF = "of";
  private static final String ACCURACY = "accuracy";
  private static final String TOLERANCE = "tolerance";

  static final Predicate PREDICATE =
      Predicate.of("teacher-accuracy-near", EvaluationRow.class, TeacherAccuracyNear::judge)
          .numbers(ACCURACY, TOLERANCE)
          .variants(OF)
          .atAllEpochs();

  private TeacherAccuracyNear() {}

  private static Verdict judge(Options options, Rows rows) {
    double wanted = options.number(ACCURACY);
    double tolerance = options.number(TOLERANCE);
    Findings findings = new Findings();
    findings.number("published", wanted);
    for (Variant variant : options.variants(OF)) {
      Course course = Course.of(rows, variant, TEACHER);
      if (findings.look(course)) {
        double reached = Course.last(course.overall());
        findings.number(course.name(), reached);
        findings.place(
            Math.abs(reached - wanted) <= tolerance,
            "%s (%s)".formatted(course.name(), Say.measured(reached)));
      }
    }
    String near = "within %s of %s".formatted(tolerance, wanted);
    return findings.verdict(
        "The accuracy of the teachers is " + near + ".",
        "The accuracy is not " + near + " for the teachers of");
  }
}
