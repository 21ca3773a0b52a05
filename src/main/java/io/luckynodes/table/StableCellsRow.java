package io.luckynodes.table;

/**
 * A class that neurons point to, at step 0: stable cells that probes find.
 *
 * @param pointsTo 1 or 2
 * @param samples N
 * @param probes how many start
 * @param estimate different cells in which probes end
 * @param fixed cells whose target lies within them
 * @param dead probes without a target
 * @param cellsLog10 log10 of the upper bound on cells
 */
public record StableCellsRow(
    int pointsTo, int samples, int probes, int estimate, int fixed, int dead, double cellsLog10)
    implements StepRow {}
