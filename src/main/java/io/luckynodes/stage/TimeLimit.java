package io.luckynodes.stage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A limit on the run time of a task, counted from the construction of this object. Nothing stops a
 * task that exceeds the limit; a task that can resume later checks the limit before each part of
 * its work.
 */
public final class TimeLimit {
  /** A limit that is never reached. */
  public static final TimeLimit NONE = of(Duration.ofSeconds(Long.MAX_VALUE));

  private final Duration most;
  private final LongSupplier clock;
  private final long start;

  /**
   * @param clock returns nanoseconds since an arbitrary moment
   */
  public TimeLimit(Duration most, LongSupplier clock) {
    this.most = most;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** A limit that starts now. */
  public static TimeLimit of(Duration most) {
    return new TimeLimit(most, System::nanoTime);
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(clock.getAsLong() - start);
  }

  /** Whether work of the given length would end within the limit if the work began now. */
  public boolean leaves(Duration further) {
    return elapsed().plus(further).compareTo(most) <= 0;
  }
}
