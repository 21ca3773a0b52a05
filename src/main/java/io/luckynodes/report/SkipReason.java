package io.luckynodes.report;

import io.luckynodes.file.WholeFile;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the reason why a figure was not built. */
final class SkipReason {
  private static final int NAMED = 5;
  private static final int LARGEST_NOTE = 1 << 20;

  private static final String FURTHER_HELP =
      "\nThe run's log (.nextflow.log) says which task failed and where it ran. Once that is mended, give the command"
          + " under 'Rebuild it' with -resume.";

  private SkipReason() {}

  /**
   * The reason why a figure was not built: a data set that cannot be had, metrics that are missing,
   * or the drawing itself.
   *
   * @param state folder that may hold {@code unavailable/JOB.txt} and {@code undrawn/JOB.txt}
   */
  static String of(Job figure, PlannedJobs plan, MetricsOfRun metrics, Optional<Path> state) {
    List<String> missing = missing(figure, plan, metrics);
    return noted(figure, plan, metrics, state)
        .orElseGet(
            () ->
                missing.isEmpty()
                    ? "Its metrics are there, but job "
                        + figure.id()
                        + " left no files."
                        + FURTHER_HELP
                    : "Nothing came from "
                        + (missing.size() == 1
                            ? "METRICS job "
                            : missing.size() + " METRICS jobs: ")
                        + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
                        + (missing.size() > NAMED
                            ? " and " + (missing.size() - NAMED) + " more"
                            : "")
                        + ". One of these jobs, or of the jobs that they need, did not finish."
                        + FURTHER_HELP);
  }

  /** The reason that a job of the figure has left in a file; empty if there is none. */
  static Optional<String> noted(
      Job figure, PlannedJobs plan, MetricsOfRun metrics, Optional<Path> state) {
    if (missing(figure, plan, metrics).isEmpty()) {
      return note(state, "undrawn", figure)
          .map(note -> "It cannot be drawn:\n" + text(note) + FURTHER_HELP);
    }
    List<String> unavailable = new ArrayList<>();
    for (Job job : plan.ancestors(figure)) {
      if (job.stage() == Stage.DATASET) {
        note(state, "unavailable", job)
            .ifPresent(
                note ->
                    unavailable.add("Data set " + job.model() + " is unavailable:\n" + text(note)));
      }
    }
    return unavailable.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", unavailable));
  }

  private static List<String> missing(Job figure, PlannedJobs plan, MetricsOfRun metrics) {
    return plan.needs(figure).stream().filter(job -> !metrics.has(job)).map(Job::id).toList();
  }

  private static Optional<Path> note(Optional<Path> state, String folder, Job job) {
    return state
        .map(inside -> inside.resolve(folder).resolve(job.id() + ".txt"))
        .filter(Files::isRegularFile);
  }

  private static String text(Path note) {
    return WholeFile.text(note, LARGEST_NOTE).strip();
  }
}
