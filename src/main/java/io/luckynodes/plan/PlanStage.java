package io.luckynodes.plan;

/** To be written. */
public final class PlanStage {
  private PlanStage() {}
}
