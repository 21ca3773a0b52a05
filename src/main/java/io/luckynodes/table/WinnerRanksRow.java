package io.luckynodes.table;

/**
 * The ranks at an epoch of the final winners of a layer's teacher nodes.
 *
 * @param layer from 0, the lowest
 * @param meanRank r̄, the mean rank over teacher nodes; 0 is first, 0.5 is chance
 * @param medianRank the median rank over teacher nodes
 */
public record WinnerRanksRow(int layer, double meanRank, double medianRank) implements Row {}
