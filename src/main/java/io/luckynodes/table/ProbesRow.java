package io.luckynodes.table;

/**
 * A round of the probes for stable cells; the step is 0.
 *
 * @param pointsTo class to which the probes point, 1 or 2
 * @param round from 0
 * @param patterns number of different cells of the probes
 */
public record ProbesRow(int pointsTo, int round, int patterns) implements StepRow {}
