package io.luckynodes.dataset;

import java.time.Duration;

/**
 * How long a download waits.
 *
 * @param connect how long a server may take to accept a connection
 * @param stall how long it may send nothing before it is cut off
 * @param pause time between two attempts
 */
record Patience(Duration connect, Duration stall, Duration pause) {
  /** For servers on the internet. */
  static final Patience INTERNET =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(2));
}
