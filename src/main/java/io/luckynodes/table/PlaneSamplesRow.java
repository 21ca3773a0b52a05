package io.luckynodes.table;

/**
 * A sample in the plane, at step 0.
 *
 * @param sample from 0
 * @param sampleClass class of the sample, 1 or 2
 * @param x1 first coordinate
 * @param x2 second coordinate
 */
public record PlaneSamplesRow(int sample, int sampleClass, double x1, double x2)
    implements StepRow {}
