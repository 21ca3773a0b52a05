package io.luckynodes.table;

/**
 * A neuron at a snapshot of the first training, and what pruning takes of it later.
 *
 * @param neuron from 0
 * @param angle degrees between w and its target vector
 * @param inNorm ‖w‖
 * @param pruned incoming and outgoing weights that the last round's masks take away
 * @param finalCluster its cluster after the first training, by size from 0; −1 if it is in none
 */
public record PruningRow(int neuron, double angle, double inNorm, int pruned, int finalCluster)
    implements StepRow {}
