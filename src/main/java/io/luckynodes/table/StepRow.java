package io.luckynodes.table;

/**
 * A row measured at a step of training. Its table has the column {@code step} in place of {@code
 * epoch}, and the column {@code ended}, since each network may end its training at a different
 * step.
 */
public interface StepRow extends Row {}
