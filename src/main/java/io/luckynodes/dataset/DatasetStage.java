package io.luckynodes.dataset;

import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.Optional;

/** To be written. */
public final class DatasetStage {
  /**
   * @param cifar10 the user's own copy
   */
  public void run(StageTask task, Optional<Path> cifar10) {
    throw new UnsupportedOperationException();
  }
}
