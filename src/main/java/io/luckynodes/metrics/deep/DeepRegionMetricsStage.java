package io.luckynodes.metrics.deep;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The METRICS stage of deep students in the plane. It trains them itself, which takes seconds for
 * each student.
 */
public final class DeepRegionMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, one -> new DeepRegionMeasurement(one).run());
  }
}
