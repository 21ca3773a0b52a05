package io.luckynodes.crate;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Summary;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.TaskCommands;
import io.luckynodes.run.Trace;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The results from which a crate is made.
 *
 * @param files every file that belongs to the run's results, by path
 * @param records records by path of their files
 * @param configuration paths of Nextflow's configuration files that were in force
 * @param summary summary of the run; empty if the run ended before its page was made
 */
record RunOfResults(
    RunRecord run,
    Trace trace,
    TaskCommands commands,
    SortedMap<String, Kept> files,
    SortedMap<String, RecordFile> records,
    List<String> configuration,
    Optional<Summary> summary) {
  static final String WORKFLOW = "workflow/main.nf";
  static final String SCHEMA = "workflow/nextflow_schema.json";
  static final String CONFIGURATION = "workflow/nextflow.config";

  /** The project file from which the stages are built, with the versions of all libraries. */
  static final String BUILD = "workflow/pom.xml";

  private static final List<String> FILES =
      List.of(
          "index.html",
          Summary.PLACE,
          "claims.csv",
          "numbers.tex",
          RunRecord.PLACE,
          Trace.PLACE,
          TaskCommands.PLACE,
          KeptPlan.PLACE,
          "run/report.html",
          "run/timeline.html");
  private static final List<String> FOLDERS =
      List.of("figures", "claims", "metrics", RecordFile.FOLDER, "workflow");

  /**
   * A file in the results.
   *
   * @param size size in bytes
   */
  record Kept(long size, String sha256) {}

  /**
   * Reads the results of a run.
   *
   * @throws LuckyException if a file that every run leaves is missing ({@link ExitCode#NO_INPUT}),
   *     or damaged ({@link ExitCode#BAD_INPUT})
   */
  static RunOfResults in(Results results) {
    RunRecord run = RunRecord.read(results.require(RunRecord.PLACE));
    Trace trace = Trace.read(results.require(Trace.PLACE));
    results.require(WORKFLOW);
    results.require(SCHEMA);
    if (trace.tasks().isEmpty()) {
      throw new LuckyException(
          ExitCode.NO_INPUT, results.folder() + "/" + Trace.PLACE + ": no task was begun");
    }
    SortedMap<String, Kept> files = new TreeMap<>();
    FILES.forEach(path -> keep(results, path, files));
    FOLDERS.forEach(folder -> keepAll(results, folder, files));
    SortedMap<String, RecordFile> records = new TreeMap<>();
    for (String name : results.namesIn(RecordFile.FOLDER)) {
      if (name.endsWith(".json")) {
        RecordFile record = results.record(RecordFile.FOLDER + "/" + name);
        records.put(RecordFile.FOLDER + "/" + name, record);
      }
    }
    Path summary = results.find(Summary.PLACE).file();
    Path commands = results.find(TaskCommands.PLACE).file();
    return new RunOfResults(
        run,
        trace,
        commands == null ? TaskCommands.NONE : TaskCommands.read(commands),
        files,
        records,
        Configuration.inForce(results, files.keySet(), run.profile()),
        summary == null ? Optional.empty() : Optional.of(Summary.read(summary)));
  }

  private static void keepAll(Results results, String folder, SortedMap<String, Kept> files) {
    List<String> folders = results.foldersIn(folder);
    folders.forEach(inner -> keepAll(results, folder + "/" + inner, files));
    results.namesIn(folder).stream()
        .filter(name -> !folders.contains(name))
        .forEach(name -> keep(results, folder + "/" + name, files));
  }

  private static void keep(Results results, String path, SortedMap<String, Kept> files) {
    Path file = results.find(path).file();
    if (file == null) {
      return;
    }
    try {
      files.put(path, new Kept(Files.size(file), Digests.of(file)));
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Paths with a prefix, in order. */
  List<String> paths(String start) {
    return files.keySet().stream().filter(path -> path.startsWith(start)).toList();
  }

  /**
   * Path of an artifact or of a figure's file; null if the results do not keep it, or if the file
   * has other bytes.
   *
   * @param name name of the artifact, or {@code STUDY/NAME.svg} and the like
   * @param experiment folder of its metrics
   */
  @Nullable String place(String name, String experiment, String sha256) {
    boolean figure = FigureFile.ENDINGS.stream().anyMatch(ending -> name.endsWith("." + ending));
    String path = figure ? "figures/" + name : "metrics/" + experiment + "/" + name;
    Kept kept = files.get(path);
    return kept != null && kept.sha256.equals(sha256) ? path : null;
  }
}
