package io.luckynodes.table;

/**
 * A round of the probes, at step 0.
 *
 * @param pointsTo class that they point to, 1 or 2
 * @param round from 0
 * @param patterns different cells among them
 */
public record ProbesRow(int pointsTo, int round, int patterns) implements StepRow {}
