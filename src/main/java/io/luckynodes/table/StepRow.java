package io.luckynodes.table;

/**
 * A row measured at a step of training: its table has {@code step} in place of {@code epoch}, and
 * {@code ended}, since each network may end its training at a step of its own.
 */
public interface StepRow extends Row {}
