package io.luckynodes.table;

/**
 * A classifier after a step of training; step 0 is before training.
 *
 * @param trainLoss cross-entropy in nats over the batches since the previous row; NaN at step 0
 * @param evaluationLoss cross-entropy in nats over all training samples; NaN where it was not
 *     measured
 */
public record StepLossesRow(double trainLoss, double evaluationLoss) implements StepRow {}
