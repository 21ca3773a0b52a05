package io.luckynodes.table;

/**
 * One of the largest clusters: its leader and the leader's target vectors.
 *
 * @param cluster number of the cluster by size, from 0
 * @param size number of neurons in the cluster
 * @param leader the leading neuron
 * @param targetClass class to which the leader's outgoing weights will turn, 1 or 2
 * @param angle degrees between the leader and its target vector
 * @param nextOrderAngle degrees between the leader and the target vector of the next order
 * @param between degrees between the two targets
 * @param held number of samples of the other class to which the leader is orthogonal
 * @param generalisedAngle degrees between the leader and the generalised target, which is the
 *     target of the zeroth order with any share of the samples that hold the leader
 * @param slopeBetween degrees between the target of the zeroth order and the slope of the loss that
 *     the leader follows; the two agree while all errors are ½
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
 */
public record ClusterTargetsRow(
    int cluster,
    int size,
    int leader,
    int targetClass,
    double angle,
    double nextOrderAngle,
    double between,
    int held,
    double generalisedAngle,
    double slopeBetween,
    boolean dropped)
    implements StepRow {}
