package io.luckynodes.table;

/**
 * A classifier on its training and its test samples. Losses are cross-entropies in nats; a tie
 * counts as half correct.
 *
 * @param trainLoss loss on the training samples
 * @param trainAccuracy share of training samples that are classified correctly
 * @param testLoss loss on the test samples
 * @param testAccuracy share of test samples that are classified correctly
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
 */
public record ClassificationRow(
    double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, boolean dropped)
    implements StepRow {}
