package io.luckynodes.table;

/**
 * A layer, by means over its teacher nodes that are not dead.
 *
 * @param layer from 0, the lowest
 * @param meanBestCorrelation ρ̄, the mean of the teacher nodes' best ρ; NaN at epochs that a
 *     diverged student did not reach
 * @param matchedShare share of these teacher nodes whose best ρ is above 0.95; NaN at epochs that a
 *     diverged student did not reach
 * @param deadTeachers number of teacher nodes that are the same on all evaluation samples and are
 *     left out; 0 at epochs that a diverged student did not reach
 */
public record LayersRow(
    int layer, double meanBestCorrelation, double matchedShare, int deadTeachers) implements Row {}
