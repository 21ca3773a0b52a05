package io.luckynodes.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.report.Commands;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The record that the workflow writes when a run ends: {@code run/run.json}.
 *
 * @param format {@link #FORMAT}
 * @param name name that Nextflow gave the run
 * @param session session of Nextflow, which runs share that resume each other
 * @param start time in ISO 8601, as are all times here
 * @param complete time when the last task had ended
 * @param error Nextflow's report of a run that failed
 * @param version version of this project
 * @param commit commit from which the stages were built, with {@code and changes} if the files were
 *     not as committed; {@code unknown} if the sources are no clone
 * @param command the command as it was typed
 * @param containerEngine engine of the containers; null if tasks run in no container
 * @param agent the person who ran it, only if the user named one: {@code Name <ORCID or address>}
 * @param parameters all parameters, by name
 * @param code fingerprint of each runner's code
 * @param earlier runs of the same session that the results remember, the oldest first; outputs from
 *     the cache come from one of them
 */
public record RunRecord(
    String format,
    String name,
    String session,
    String start,
    String complete,
    boolean success,
    @Nullable String error,
    Engine engine,
    String version,
    String commit,
    String command,
    String profile,
    boolean resumed,
    @Nullable String containerEngine,
    @Nullable String agent,
    SortedMap<String, Parameter> parameters,
    SortedMap<String, String> code,
    List<Earlier> earlier) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-run/1";

  /** Path of the record in the results. */
  public static final String PLACE = "run/run.json";

  /** The engine that ran the workflow. */
  public record Engine(String name, String version, String build) {}

  /**
   * A parameter's value.
   *
   * @param value the value; null if none was given and there is no default
   * @param byDefault whether it is the default value
   */
  public record Parameter(@Nullable JsonNode value, boolean byDefault) {}

  /** A run before this one. */
  public record Earlier(String name, String session, String start, String complete) {}

  /**
   * Reads a record.
   *
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or damaged or of another
   *     version ({@link ExitCode#BAD_INPUT})
   */
  public static RunRecord read(Path file) {
    RunRecord run = Json.read(file, RunRecord.class);
    if (!run.format.equals(FORMAT)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, file + ": format is " + run.format + ", expected " + FORMAT);
    }
    instant(file, "start", run.start);
    instant(file, "complete", run.complete);
    for (Earlier one : run.earlier) {
      instant(file, "earlier.start", one.start);
      instant(file, "earlier.complete", one.complete);
    }
    return run;
  }

  private static void instant(Path file, String field, String value) {
    try {
      Instant.parse(value);
    } catch (DateTimeException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file + ": " + field + ": expected a time such as 2026-01-31T12:00:00Z, found " + value,
          e);
    }
  }

  /** The folder of the run's results, as the run was told. */
  public String results() {
    Parameter outdir = parameters.get("outdir");
    return outdir == null || outdir.value() == null ? Commands.RESULTS : outdir.value().asText();
  }

  /** Name of the run that was active at a time, if the results remember it. */
  public @Nullable String runAt(Instant time) {
    if (!time.isBefore(Instant.parse(start))) {
      return name;
    }
    for (Earlier one : earlier) {
      if (!time.isBefore(Instant.parse(one.start)) && !time.isAfter(Instant.parse(one.complete))) {
        return one.name;
      }
    }
    return null;
  }
}
