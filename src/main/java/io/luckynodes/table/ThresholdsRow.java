package io.luckynodes.table;

/**
 * A layer and a threshold of correlation.
 *
 * @param layer from 0, the lowest
 * @param threshold 0.5, 0.55 … 0.95
 * @param matched teacher nodes whose best ρ is above the threshold
 * @param matchedShare the same as a share of the teacher nodes
 */
public record ThresholdsRow(int layer, double threshold, int matched, double matchedShare)
    implements Row {}
