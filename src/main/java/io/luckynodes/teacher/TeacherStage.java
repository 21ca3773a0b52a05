package io.luckynodes.teacher;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/** To be written. */
public final class TeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    throw new UnsupportedOperationException();
  }
}
