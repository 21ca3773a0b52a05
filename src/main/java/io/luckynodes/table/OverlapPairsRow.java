package io.luckynodes.table;

/**
 * Two nodes of a teacher with weights of norm 1 and one threshold: how far they overlap, as a share
 * of a node's overlap with itself.
 *
 * @param threshold a of both
 * @param node from 0
 * @param other a node of a lower number
 * @param d d**_jj′ / d**_jj, of the probability that both are active
 * @param l l**_jj′ / l**_jj, of the expected product of their outputs
 */
public record OverlapPairsRow(double threshold, int node, int other, double d, double l)
    implements Row {}
