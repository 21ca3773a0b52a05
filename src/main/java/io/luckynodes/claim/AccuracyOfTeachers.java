package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import java.util.Set;

/** The teachers of each given cell reach an accuracy, within a tolerance. */
record AccuracyOfTeachers() implements Predicate {
  static final String TEACHER = "teacher_accuracy";

  private static final String OF = "of";
  private static final String ACCURACY = "accuracy";
  private static final String TOLERANCE = "tolerance";

  @Override
  public String name() {
    return "teacher-accuracy-near";
  }

  @Override
  public String table() {
    return "evaluation";
  }

  @Override
  public Set<String> columns() {
    return Course.columnsOfNetwork(TEACHER);
  }

  @Override
  public Set<String> options() {
    return Set.of(OF, ACCURACY, TOLERANCE);
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
