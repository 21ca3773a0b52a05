package io.luckynodes.table;

/**
 * One of the largest clusters: its leader beside both target vectors.
 *
 * @param cluster by size, from 0
 * @param size neurons in it
 * @param leader the leading neuron
 * @param targetClass class to which its outgoing weights will turn, 1 or 2
 * @param angle degrees between the leader and its target vector
 * @param nextOrderAngle degrees between the leader and the target vector of the next order
 * @param between degrees between the two targets
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
 */
public record ClusterTargetsRow(
    int cluster,
    int size,
    int leader,
    int targetClass,
    double angle,
    double nextOrderAngle,
    double between,
    boolean dropped)
    implements StepRow {}
