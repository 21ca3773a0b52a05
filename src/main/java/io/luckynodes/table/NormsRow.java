package io.luckynodes.table;

/**
 * Norms of the incoming weights of a node in the lowest layer of a small network; the epoch counts
 * steps.
 *
 * @param node from 0
 * @param time step times learning rate
 * @param weights ‖w‖²
 * @param bias b²
 */
public record NormsRow(int node, double time, double weights, double bias) implements Row {}
