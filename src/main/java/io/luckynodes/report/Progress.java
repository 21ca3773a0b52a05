package io.luckynodes.report;

import java.util.Set;
import java.util.SortedSet;

/**
 * The progress of a run that has not built all that it can, as the workflow reports it to the page.
 *
 * @param stopped whether the run ended early, by a fault or by its user
 * @param at time of this report, as in {@code 2026-11-29 10:30 UTC}
 * @param line the progress in one line; empty if unknown
 * @param finished ids of the jobs that are done
 * @param running ids of the jobs that the executor has
 */
public record Progress(
    boolean stopped,
    String at,
    String line,
    SortedSet<String> finished,
    SortedSet<String> running) {

  /** The text at the head of the page and of the summary. */
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
   * The status of a figure that is not there.
   *
   * @param jobs ids of the figure's own job and of all jobs that it needs
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
