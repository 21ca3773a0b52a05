package io.luckynodes.figure;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/** To be written. */
public final class FigureStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    throw new UnsupportedOperationException();
  }
}
