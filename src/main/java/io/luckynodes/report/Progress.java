package io.luckynodes.report;

import java.util.Set;
import java.util.SortedSet;

/**
 * How far a run is that has not built all that it can: what the workflow says to the page that
 * grows.
 *
 * @param stopped whether it ended all the same, by a fault or by its user
 * @param at when this was so, as in {@code 2026-11-29 10:30 UTC}
 * @param line how far it is, in a line; empty if nothing is known of it
 * @param finished ids of the jobs that are done
 * @param running ids of those that the executor has
 */
public record Progress(
    boolean stopped,
    String at,
    String line,
    SortedSet<String> finished,
    SortedSet<String> running) {

  /** What the page and the summary say at their head. */
  Summary.Unfinished unfinished() {
    String how = line.isEmpty() ? "" : ": " + line;
    return new Summary.Unfinished(
        stopped,
        stopped
            ? "The run ended before all figures were built, at "
                + at
                + how
                + ". The same command with -resume goes on from there."
            : "The run is going on. This was so at " + at + how + ".");
  }

  /**
   * How it stands with a figure that is not there.
   *
   * @param jobs all that it needs, its own among them
   */
  String of(Set<String> jobs) {
    long done = jobs.stream().filter(finished::contains).count();
    long now = stopped ? 0 : jobs.stream().filter(running::contains).count();
    return (stopped ? "The run ended before it was drawn: " : "")
        + done
        + " of the "
        + jobs.size()
        + " jobs that it needs "
        + (done == 1 ? "is" : "are")
        + " done"
        + (now == 0 ? "" : ", " + now + (now == 1 ? " runs" : " run") + " now")
        + ".";
  }
}
