package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.Rows;

/**
 * The teacher of each given variant has the accuracy {@code accuracy} within a margin. The margin
 * is the sampling error of a share that is counted on {@code images} images: 1.96 standard errors
 * of a binomial share. Students of all seeds have one pre-trained teacher, so that its accuracy is
 * one number and not a mean over seeds.
 */
final class TeacherAccuracyNear {
  private static final String OF = "of";
  private static final String ACCURACY = "accuracy";
  private static final String TEACHER = "teacher_accuracy";
  private static final String IMAGES = "images";

  /** Normal deviate of a two-sided interval at 5 %. */
  private static final double DEVIATE = 1.96;

  static final Predicate PREDICATE =
      Predicate.measuring(
              "teacher-accuracy-near", EvaluationRow.class, TeacherAccuracyNear::effects)
          .numbers(ACCURACY, IMAGES)
          .variants(OF)
          .atAllEpochs();

  private TeacherAccuracyNear() {}

  private static Effects effects(Options options, Rows rows) {
    double published = options.number(ACCURACY);
    double margin = DEVIATE * Math.sqrt(published * (1 - published) / options.number(IMAGES));
    Effects effects = new Effects("the teacher's accuracy");
    for (Variant variant : options.variants(OF)) {
      Rows own = rows.ofVariant(variant).finite(TEACHER);
      effects.place(
          rows.words(variant), Trials.exact(own.mean(TEACHER)), Range.within(published, margin));
    }
    return effects;
  }
}
