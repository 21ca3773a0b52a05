package io.luckynodes.table;

/**
 * A neuron at a snapshot of the first training, and what pruning takes of it later.
 *
 * @param neuron from 0
 * @param angle degrees between w and its target vector
 * @param inNorm ‖w‖
 * @param pruned incoming and outgoing weights that the last round's masks take away
 */
public record PruningRow(int neuron, double angle, double inNorm, int pruned) implements StepRow {}
