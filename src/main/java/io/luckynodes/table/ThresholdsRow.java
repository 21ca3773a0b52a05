package io.luckynodes.table;

/**
 * The matched teacher nodes of a layer at a threshold of correlation.
 *
 * @param layer from 0, the lowest
 * @param threshold 0.5, 0.55 … 0.95
 * @param matched number of teacher nodes that are not dead and whose best ρ is above the threshold
 * @param matchedShare this number as a share of the teacher nodes that are not dead
 */
public record ThresholdsRow(int layer, double threshold, int matched, double matchedShare)
    implements Row {}
