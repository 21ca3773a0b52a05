package io.luckynodes.table;

/**
 * A layer, in the mean over its teacher nodes that are not dead.
 *
 * @param layer from 0, the lowest
 * @param meanBestCorrelation ρ̄; NaN at epochs that a diverged student did not live to
 * @param matchedShare share of them whose best ρ is above 0.95; NaN likewise
 * @param deadTeachers teacher nodes that are the same on all evaluation samples, and are left out;
 *     0 at epochs that a diverged student did not live to
 */
public record LayersRow(
    int layer, double meanBestCorrelation, double matchedShare, int deadTeachers) implements Row {}
