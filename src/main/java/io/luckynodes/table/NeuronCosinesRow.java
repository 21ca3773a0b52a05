package io.luckynodes.table;

/**
 * Two neurons: the cosine between their whole weight vectors (w, b, a). Neurons stand in the order
 * of their clusters after the last step, the largest first, and within a cluster by their strength
 * ‖w‖‖a‖ then; those in no cluster stand last. A pair has one row, with {@code row} below {@code
 * column}.
 *
 * @param row place of the one in this order, from 0
 * @param column place of the other
 * @param rowCluster final cluster of the one, by size from 0; −1 if it is in none, or training did
 *     not end
 * @param columnCluster that of the other
 * @param cosine NaN if a neuron has no weights but 0
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
 */
public record NeuronCosinesRow(
    int row, int column, int rowCluster, int columnCluster, double cosine, boolean dropped)
    implements StepRow {}
