package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * After the last epoch, students are often more accurate than their teachers: more than half of the
 * students of all given variants are. A network that diverged counts as less accurate.
 */
final class StudentsAboveTeachers {
  private static final String OF = "of";

  /** "Often" means more than this share. */
  private static final double HALF = 0.5;

  /** The greatest possible lead of a teacher, as the student's lead. */
  private static final double WORST = -1;

  static final Predicate PREDICATE =
      Predicate.measuring(
              "students-above-teachers", EvaluationRow.class, StudentsAboveTeachers::effects)
          .variants(OF)
          .atAllEpochs();

  private StudentsAboveTeachers() {}

  private static Effects effects(Options options, Rows rows) {
    Effects effects =
        new Effects("the share of students that are more accurate than their teacher");
    List<Trials> above = new ArrayList<>();
    for (Variant variant : options.variants(OF)) {
      Trials lead =
          Places.at(
              rows.ofVariant(variant),
              Places.end(rows.ofExperimentOf(variant)),
              "loss",
              row -> row.mean("accuracy") - row.mean("teacher_accuracy"),
              WORST);
      effects.number(rows.words(variant) + " · lead", lead.mean());
      if (lead.isEmpty()) {
        effects.unmeasured(rows.words(variant));
      }
      above.add(lead.map(difference -> difference > 0 ? 1 : 0));
    }
    effects.place(
        "all students",
        above.stream()
            .reduce((one, other) -> one.with(other, Double::sum))
            .map(sum -> sum.map(count -> count / above.size()))
            .orElseThrow(),
        Range.above(HALF));
    return effects;
  }
}
