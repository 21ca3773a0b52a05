package io.luckynodes.table;

/**
 * The incoming weights of a node of the lowest layer of a small network; the epoch counts steps.
 *
 * @param node from 0
 * @param time step times learning rate
 * @param weights ‖w‖²
 * @param bias b²
 */
public record NormsRow(int node, double time, double weights, double bias) implements Row {}
