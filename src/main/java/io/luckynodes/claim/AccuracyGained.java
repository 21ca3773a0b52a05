package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.Set;
import java.util.TreeSet;

/**
 * After the last epoch the students of each given cell are more accurate than their teachers, by
 * {@code least} to {@code most}, in the mean over seeds.
 */
record AccuracyGained() implements Predicate {
  private static final String ACCURACY = "accuracy";
  private static final String OF = "of";
  private static final String LEAST = "least";
  private static final String MOST = "most";

  @Override
  public String name() {
    return "students-above-teachers";
  }

  @Override
  public String table() {
    return "evaluation";
  }

  @Override
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>(Course.columnsOfNetwork(ACCURACY));
    columns.add(AccuracyOfTeachers.TEACHER);
    return columns;
  }

  @Override
  public Set<String> options() {
    return Set.of(OF, LEAST, MOST);
  }

  @Override
  public Set<String> variants() {
    return Set.of(OF);
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double least = options.number(LEAST);
    double most = options.number(MOST);
    Findings findings = new Findings();
    for (Variant variant : options.variants(OF)) {
      Course students = Course.of(rows, variant, ACCURACY);
      Course teachers = Course.of(rows, variant, AccuracyOfTeachers.TEACHER);
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
