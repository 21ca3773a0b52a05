package io.luckynodes.table;

/**
 * A classifier on its training and its test samples. Losses are cross-entropies in nats; a tie
 * counts as half right.
 *
 * @param trainLoss on the training samples
 * @param trainAccuracy share of training samples that it gets right
 * @param testLoss on the test samples
 * @param testAccuracy share of test samples that it gets right
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
 */
public record ClassificationRow(
    double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, boolean dropped)
    implements StepRow {}
