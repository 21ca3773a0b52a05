package io.luckynodes.table;

/**
 * The share of student nodes that see the boundary of a teacher node.
 *
 * @param layer from 0, the lowest
 * @param teacher the node, from 0
 * @param observerShare share of student nodes that have samples on both sides of the boundary in
 *     their active region
 * @param meanMinorSide mean over student nodes of the share of samples in the active region that
 *     lie on the rarer side of the boundary
 */
public record ObservabilityRow(int layer, int teacher, double observerShare, double meanMinorSide)
    implements Row {}
