package io.luckynodes.table;

/**
 * A teacher node of a layer: which student nodes see its boundary.
 *
 * @param layer from 0, the lowest
 * @param teacher the node, from 0
 * @param observerShare student nodes in whose active region samples lie on both sides of the
 *     boundary
 * @param meanMinorSide mean over student nodes of the share of those samples that lie on the rarer
 *     side
 */
public record ObservabilityRow(int layer, int teacher, double observerShare, double meanMinorSide)
    implements Row {}
