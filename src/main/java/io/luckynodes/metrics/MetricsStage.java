package io.luckynodes.metrics;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/** To be written. */
public final class MetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    throw new UnsupportedOperationException();
  }
}
