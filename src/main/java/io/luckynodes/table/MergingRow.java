package io.luckynodes.table;

/**
 * A threshold of clustering, after training: what merging each cluster to one neuron costs.
 *
 * @param cosine least cosine between a neuron and its cluster's leader
 * @param neurons neurons before
 * @param clusters neurons after
 * @param trainBefore accuracy on training samples before
 * @param trainAfter and after
 * @param testBefore accuracy on test samples before
 * @param testAfter and after
 * @param lossBefore cross-entropy on training samples before, in nats
 * @param lossAfter and after
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
