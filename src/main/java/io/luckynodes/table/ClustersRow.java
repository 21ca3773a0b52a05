package io.luckynodes.table;

/**
 * A threshold of clustering: how many clusters the neurons form.
 *
 * @param cosine least cosine between a neuron and its cluster
 * @param neurons neurons in all
 * @param clusters clusters by the experiment's rule
 * @param components clusters by chains
 * @param largest size of the largest cluster
 * @param alone clusters of one neuron
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
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
