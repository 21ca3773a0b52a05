package io.luckynodes.table;

/**
 * A layer, in the mean over its teacher nodes.
 *
 * @param layer from 0, the lowest
 * @param meanBestCorrelation ρ̄; NaN at epochs that a diverged student did not live to
 * @param matchedShare share of teacher nodes whose best ρ is above 0.95; NaN likewise
 */
public record LayersRow(int layer, double meanBestCorrelation, double matchedShare)
    implements Row {}
