package io.luckynodes.table;

/**
 * A layer, with the ranks that the final winners of its teacher nodes had at an epoch.
 *
 * @param layer from 0, the lowest
 * @param meanRank r̄, over teacher nodes; 0 is first, 0.5 is chance
 * @param medianRank the median over teacher nodes
 */
public record WinnerRanksRow(int layer, double meanRank, double medianRank) implements Row {}
