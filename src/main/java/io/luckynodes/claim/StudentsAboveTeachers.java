package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.Rows;

/**
 * After the last epoch the students of each given variant are more accurate than their teachers, by
 * {@code least} to {@code most}, in the mean over seeds.
 */
final class StudentsAboveTeachers {
  private static final String ACCURACY = "accuracy";
  private static final String OF = "of";
  private static final String LEAST = "least";
  private static final String MOST = "most";

  static final Predicate PREDICATE =
      Predicate.of("students-above-teachers", EvaluationRow.class, StudentsAboveTeachers::judge)
          .numbers(LEAST, MOST)
          .variants(OF)
          .atAllEpochs();

  private StudentsAboveTeachers() {}

  private static Verdict judge(Options options, Rows rows) {
    double least = options.number(LEAST);
    double most = options.number(MOST);
    Findings findings = new Findings();
    for (Variant variant : options.variants(OF)) {
      Course students = Course.of(rows, variant, ACCURACY);
      Course teachers = Course.of(rows, variant, TeacherAccuracyNear.TEACHER);
      if (findings.look(students, teachers)) {
        double student = Course.last(students.overall());
        double teacher = Course.last(teachers.overall());
        findings.number(students.name() + " · students", student);
        findings.number(students.name() + " · teachers", teacher);
        findings.place(
            student - teacher >= least && student - teacher <= most,
            "%s (students %s, teachers %s)"
                .formatted(students.name(), Say.measured(student), Say.measured(teacher)));
      }
    }
    String above = "%s to %s above that of their teachers".formatted(least, most);
    return findings.verdict(
        "The accuracy of the students is " + above + ".",
        "The accuracy is not " + above + " for the students of");
  }
}
