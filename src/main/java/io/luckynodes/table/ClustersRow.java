package io.luckynodes.table;

/**
 * The clusters that the neurons form at a threshold.
 *
 * @param cosine least cosine between a neuron and its cluster
 * @param neurons number of neurons
 * @param clusters number of clusters by the experiment's rule
 * @param components number of clusters by chains
 * @param largest size of the largest cluster
 * @param alone number of clusters of one neuron
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
 */
public record ClustersRow(
    double cosine,
    int neurons,
    int clusters,
    int components,
    int largest,
    int alone,
    boolean dropped)
    implements StepRow {}
