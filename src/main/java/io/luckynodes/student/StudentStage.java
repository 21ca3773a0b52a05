package io.luckynodes.student;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/** To be written. */
public final class StudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    throw new UnsupportedOperationException();
  }
}
