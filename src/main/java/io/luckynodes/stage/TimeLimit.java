package io.luckynodes.stage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a task should run at most, counted from the making of this object. Nothing stops a task
 * that takes longer; one that can go on later from what it keeps asks before each part of its work.
 */
public final class TimeLimit {
  /** Of a task that may take as long as it likes. */
  public static final TimeLimit NONE = of(Duration.ofSeconds(Long.MAX_VALUE));

  private final Duration most;
  private final LongSupplier clock;
  private final long start;

  /**
   * @param clock nanoseconds since any moment
   */
  public TimeLimit(Duration most, LongSupplier clock) {
    this.most = most;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** A limit that counts from now. */
  public static TimeLimit of(Duration most) {
    return new TimeLimit(most, System::nanoTime);
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(clock.getAsLong() - start);
  }

  /** Whether something that takes so long would end within the limit if it began now. */
  public boolean leaves(Duration further) {
    return elapsed().plus(further).compareTo(most) <= 0;
  }
}
