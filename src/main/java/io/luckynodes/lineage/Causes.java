package io.luckynodes.lineage;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Stage;
import io.luckynodes.run.KeptRun;
import io.luckynodes.run.Trace;
import io.luckynodes.stage.RecordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why jobs of the last run ran or did not run. It uses the trace of the run, the records
 * that were in the results before it, and the present records.
 */
public final class Causes {
  /** Folder into which the workflow copies the records that are in the results when it starts. */
  public static final String BEFORE = "run/records-before";

  private Causes() {}

  /**
   * Jobs of one stage that share a reason.
   *
   * @param jobs number of jobs
   * @param ran whether they ran, rather than came from the cache
   * @param why reason in words; empty for jobs from the cache
   * @param compared number of jobs that ran and had also made outputs before
   * @param changed number of these whose outputs are different now
   */
  public record Row(Stage stage, int jobs, boolean ran, String why, int compared, int changed) {}

  /**
   * One row for each stage and reason, in the order of the stages.
   *
   * @throws LuckyException if the trace is missing ({@link ExitCode#NO_INPUT}), or it or a record
   *     is damaged ({@link ExitCode#BAD_INPUT})
   */
  public static List<Row> of(Results results) {
    Map<String, SortedMap<String, RecordFile>> before = byJob(results, BEFORE);
    Map<String, SortedMap<String, RecordFile>> after = byJob(results, RecordFile.FOLDER);
    Map<String, Path> places = places(results);
    Map<Stage, Map<String, int[]>> counts = new TreeMap<>();
    for (Trace.Tries tries : Trace.read(results.require(Trace.PLACE)).tries()) {
      Trace.Task task = tries.last();
      Stage stage = task.stage();
      if (stage == null || stage == Stage.PLAN || stage == Stage.REPORT) {
        continue;
      }
      boolean ran = !task.cached();
      for (String job : task.jobs()) {
        SortedMap<String, RecordFile> then = before.get(job);
        SortedMap<String, RecordFile> now = after.get(job);
        String why = ran ? why(task, then, now, places.get(job)) : "";
        int[] row =
            counts
                .computeIfAbsent(stage, s -> new LinkedHashMap<>())
                .computeIfAbsent(why, w -> new int[3]);
        row[0]++;
        if (ran && then != null && now != null) {
          row[1]++;
          row[2] += changed(then, now) ? 1 : 0;
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (stage, reasons) ->
            reasons.forEach(
                (why, row) ->
                    rows.add(new Row(stage, row[0], !why.isEmpty(), why, row[1], row[2]))));
    return rows;
  }

  private static String why(
      Trace.Task task,
      @Nullable SortedMap<String, RecordFile> then,
      @Nullable SortedMap<String, RecordFile> now,
      @Nullable Path place) {
    if (now == null) {
      return "it " + (task.paused() ? "paused" : task.status().toLowerCase(Locale.ROOT));
    }
    if (then == null) {
      return "not there before";
    }
    RecordFile one = then.get(then.firstKey());
    RecordFile other = now.get(now.firstKey());
    if (one == null || other == null) {
      return "nothing known";
    }
    List<String> reasons = new ArrayList<>();
    if (!one.record().code().equals(other.record().code())) {
      reasons.add("code");
    }
    if (!one.record().definition().equals(other.record().definition())) {
      reasons.add("settings");
    }
    if (!inputs(then).equals(inputs(now))) {
      reasons.add("input");
    }
    if (reasons.isEmpty()) {
      return task.jobs().size() > 1
          ? "another job of its task"
          : place == null
              ? "nothing known"
              : "not found where it was done: " + Printable.of(place.toString());
    }
    return String.join(", ", reasons);
  }

  /** The work folder in which each job last ran before this run, if it is known. */
  private static Map<String, Path> places(Results results) {
    Map<String, Path> places = new HashMap<>();
    for (KeptRun run : KeptRuns.earlier(results)) {
      Path trace = results.find(Trace.PLACE.replace("run/", run.folder() + "/")).file();
      if (trace != null) {
        for (Trace.Task task : Trace.read(trace).tasks()) {
          Path folder = task.folder() == null ? null : task.folder().getParent();
          if (folder != null && folder.getParent() != null) {
            task.jobs().forEach(job -> places.putIfAbsent(job, folder.getParent()));
          }
        }
      }
    }
    return places;
  }

  private static Map<String, Object> inputs(SortedMap<String, RecordFile> files) {
    Map<String, Object> inputs = new TreeMap<>();
    files.forEach((name, file) -> inputs.put(name, file.record().inputs()));
    return inputs;
  }

  private static boolean changed(
      SortedMap<String, RecordFile> then, SortedMap<String, RecordFile> now) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    then.values().forEach(file -> before.putAll(file.files()));
    now.values().forEach(file -> after.putAll(file.files()));
    return !before.equals(after);
  }

  /** The records in a folder of the results, by job and by name. */
  static Map<String, SortedMap<String, RecordFile>> byJob(Results results, String folder) {
    Map<String, SortedMap<String, RecordFile>> jobs = new HashMap<>();
    for (String name : results.namesIn(folder)) {
      RecordFile file = results.record(folder + "/" + name);
      jobs.computeIfAbsent(file.record().job(), job -> new TreeMap<>()).put(name, file);
    }
    return jobs;
  }
}
