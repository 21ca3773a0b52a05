package io.luckynodes.table;

/**
 * A whole network on the evaluation samples.
 *
 * @param loss mean over samples and outputs of (teacher − student)²
 * @param accuracy share of {@code accuracy_samples} test images that the student classifies
 *     correctly; NaN where there are no classes
 * @param teacherAccuracy share of the same images that the teacher classifies correctly
 */
public record EvaluationRow(double loss, double accuracy, double teacherAccuracy) implements Row {}
