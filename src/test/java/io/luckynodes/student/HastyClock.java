package io.luckynodes.student;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.stage.TimeLimit;
import java.time.Duration;

/** A clock on which an hour passes whenever it is looked at: tasks pause wherever they can. */
public final class HastyClock {
  private static final int MOST_TRIES = 100;

  private long now;

  private HastyClock() {}

  /** Runs a task until it is done, and says how many times it paused before. */
  public static int pauses(StageRunner stage, StageTask task) {
    for (int pauses = 0; pauses < MOST_TRIES; pauses++) {
      try {
        stage.run(task.within(limit(Duration.ofMinutes(1))));
        return pauses;
      } catch (LuckyException fault) {
        if (fault.exitCode() != ExitCode.PAUSED) {
          throw fault;
        }
      }
    }
    throw new AssertionError("not done in " + MOST_TRIES + " tries");
  }

  /** A limit by this clock. */
  public static TimeLimit limit(Duration most) {
    return new TimeLimit(most, new HastyClock()::hourLater);
  }

  private long hourLater() {
    now += Duration.ofHours(1).toNanos();
    return now;
  }
}
