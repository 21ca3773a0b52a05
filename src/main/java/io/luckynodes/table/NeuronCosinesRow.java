package io.luckynodes.table;

/**
 * The cosine between the whole weight vectors (w, b, a) of two neurons. Neurons are sorted by their
 * clusters after the last step, the largest first, and within a cluster by their strength ‖w‖‖a‖ at
 * that step. Neurons in no cluster are last. A pair has one row, with {@code row} below {@code
 * column}.
 *
 * @param row position of the first neuron in this order, from 0
 * @param column position of the second neuron
 * @param rowCluster final cluster of the first neuron, by size from 0; −1 if it is in none, or
 *     training did not end
 * @param columnCluster final cluster of the second neuron, by size from 0; −1 if it is in none, or
 *     training did not end
 * @param cosine the cosine; NaN if all weights of a neuron are 0
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
 */
public record NeuronCosinesRow(
    int row, int column, int rowCluster, int columnCluster, double cosine, boolean dropped)
    implements StepRow {}
