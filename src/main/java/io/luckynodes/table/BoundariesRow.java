package io.luckynodes.table;

/**
 * A node in the plane: its line w1·x1 + w2·x2 + bias = 0.
 *
 * @param side {@code teacher} or {@code student}
 * @param node from 0
 * @param w1 weight of x1
 * @param w2 weight of x2
 * @param bias the constant of the line
 * @param fanOut ‖v_j‖
 */
public record BoundariesRow(String side, int node, double w1, double w2, double bias, double fanOut)
    implements Row {}
