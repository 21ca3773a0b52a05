package io.luckynodes.table;

/**
 * A whole network on the evaluation samples.
 *
 * @param loss mean over samples and outputs of (teacher − student)²
 * @param accuracy share of the test images, as many as {@code accuracy_samples} says, that the
 *     student gets right; NaN where there are no classes
 * @param teacherAccuracy the same of the teacher
 */
public record EvaluationRow(double loss, double accuracy, double teacherAccuracy) implements Row {}
