package io.luckynodes.table;

/** A row measured at a step of training: its table has {@code step} in place of {@code epoch}. */
public interface StepRow extends Row {}
