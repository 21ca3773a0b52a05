package io.luckynodes.prune;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/** To be written. */
public final class PruneStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    throw new UnsupportedOperationException();
  }
}
