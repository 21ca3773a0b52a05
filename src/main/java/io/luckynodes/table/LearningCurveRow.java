package io.luckynodes.table;

/**
 * A network after an epoch of training; epoch 0 is before training.
 *
 * @param trainLoss mean loss over the batches of the epoch; NaN at epoch 0
 * @param evaluationLoss mean over samples and outputs of (teacher − student)²; NaN where it was not
 *     measured
 */
public record LearningCurveRow(double trainLoss, double evaluationLoss) implements Row {}
