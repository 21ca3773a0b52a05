package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The METRICS stage of the Race's whole classifier on a few samples. It tests statements of the
 * equations and appendices, the growth of norms (Theorem 3.11), and the race (Conjecture 3.12).
 */
public final class ClassifierFlowMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, ClassifierFlowMetricsStage::measure);
  }

  static void measure(Computed one) {
    FlowStart start = FlowStart.of(one);
    new IdentityLaws(one, start).add();
    new GrowthLaws(one, start).add();
    new RaceLaws(one, start).add();
  }
}
