package io.luckynodes.table;

/**
 * The cost of merging each cluster into one neuron after training, at a threshold of clustering.
 *
 * @param cosine least cosine between a neuron and its cluster's leader
 * @param neurons number of neurons before merging
 * @param clusters number of neurons after merging
 * @param trainBefore accuracy on training samples before merging
 * @param trainAfter accuracy on training samples after merging
 * @param testBefore accuracy on test samples before merging
 * @param testAfter accuracy on test samples after merging
 * @param lossBefore cross-entropy on training samples before merging, in nats
 * @param lossAfter cross-entropy on training samples after merging, in nats
 * @param largestChange largest change of an output over training samples
 */
public record MergingRow(
    double cosine,
    int neurons,
    int clusters,
    double trainBefore,
    double trainAfter,
    double testBefore,
    double testAfter,
    double lossBefore,
    double lossAfter,
    double largestChange)
    implements StepRow {}
