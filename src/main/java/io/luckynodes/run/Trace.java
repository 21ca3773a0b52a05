package io.luckynodes.run;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.Stage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a run from Nextflow's trace: one entry for each try, in the order in which the tries
 * ended.
 */
public record Trace(List<Task> tasks) {
  /** Path of the trace in the results. */
  public static final String PLACE = "run/trace.txt";

  /**
   * Most bytes of a trace. A task has some 300 bytes, and the largest run has some thousands of
   * tasks.
   */
  private static final int LARGEST = 16 << 20;

  /** Most tries of a trace, some hundred times as many as the largest run has. */
  private static final int MOST_TASKS = 100_000;

  /** Most columns of a trace; Nextflow has some 50. */
  private static final int MOST_COLUMNS = 200;

  /** The content of a field without a value. */
  private static final String NONE = "-";

  /**
   * One try of a task. Times and sizes are those of the try that made the outputs, even if these
   * came from the cache.
   *
   * @param hash start of the name of the task's folder, such as {@code a3/a239a9}; empty if the
   *     trace has none
   * @param process name of the process, with the names of the workflows that contain it
   * @param tag ids of the task's jobs, separated by blanks; if there are several, their number
   *     follows after a comma; empty if the task has none
   * @param status Nextflow's word for the state of the try
   * @param exit exit code; null if the task vanished without one
   * @param attempt number of the try, from 1
   * @param cpus number of cores that the task asked for
   * @param memory memory that the task asked for, in bytes
   * @param realtime time that its command took, in milliseconds
   * @param cpu use of cores, in percent of one core
   * @param peakRss most memory that it used, in bytes
   * @param read number of bytes read
   * @param written number of bytes written
   * @param container container image; null if there is none
   * @param folder folder of the task; null if the trace has none
   * @param errorAction Nextflow's word for its reaction to a failure; null if there is none
   */
  public record Task(
      String hash,
      String process,
      String tag,
      String status,
      @Nullable Integer exit,
      int attempt,
      @Nullable Instant start,
      @Nullable Instant complete,
      @Nullable Long cpus,
      @Nullable Long memory,
      @Nullable Long realtime,
      @Nullable Double cpu,
      @Nullable Long peakRss,
      @Nullable Long read,
      @Nullable Long written,
      @Nullable String container,
      @Nullable Path folder,
      @Nullable String errorAction) {

    /** Ids of the task's jobs. */
    public List<String> jobs() {
      // The number of the jobs follows after a comma.
      String ids = tag.replaceFirst(",.*", "");
      return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }

    /** Whether the outputs came from the cache. */
    public boolean cached() {
      return status.equals("CACHED");
    }

    /** Whether the try has outputs, new or from the cache. */
    public boolean succeeded() {
      return cached() || status.equals("COMPLETED");
    }

    /** Whether the try paused: it did a part of the work, and another try continues. */
    public boolean paused() {
      return exit != null && exit == ExitCode.PAUSED.code();
    }

    /** Name of the process without the names of its workflows. */
    public String processName() {
      return process.substring(process.lastIndexOf(':') + 1);
    }

    /** The stage of the process; null if the process is no stage. */
    public @Nullable Stage stage() {
      for (Stage stage : Stage.values()) {
        if (stage.name().equals(processName())) {
          return stage;
        }
      }
      return null;
    }
  }

  /**
   * All tries of one task in a trace. For a task from the cache, the trace has only the last try.
   *
   * @param all the tries in order
   */
  public record Tries(List<Task> all) {
    /** The last try, which made the outputs if there are any. */
    public Task last() {
      return all.get(all.size() - 1);
    }

    /** Number of tries that paused and were continued by others. */
    public long pauses() {
      return all.stream().limit(all.size() - 1L).filter(Task::paused).count();
    }

    /** Number of tries that failed and were followed by others. */
    public long failures() {
      return all.size() - 1 - pauses();
    }

    /** Whether the trace has every try. */
    public boolean complete() {
      return all.size() >= last().attempt();
    }

    /** Sum of a number over all tries. */
    public double sum(ToDoubleFunction<Task> number) {
      return all.stream().mapToDouble(number).sum();
    }
  }

  /** The tasks with their tries, in the order in which they first ended. */
  public List<Tries> tries() {
    Map<List<String>, List<Task>> byTask = new LinkedHashMap<>();
    for (Task task : tasks) {
      byTask.computeIfAbsent(List.of(task.process, task.tag), key -> new ArrayList<>()).add(task);
    }
    return byTask.values().stream()
        .map(all -> all.stream().sorted(Comparator.comparingInt(Task::attempt)).toList())
        .map(Tries::new)
        .toList();
  }

  /**
   * Reads a trace.
   *
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or if it is larger than
   *     any trace, or a field does not fit its column ({@link ExitCode#BAD_INPUT})
   */
  public static Trace read(Path file) {
    Iterator<String> lines = WholeFile.text(file, LARGEST).lines().iterator();
    String[] names = lines.hasNext() ? lines.next().split("\t", MOST_COLUMNS) : new String[0];
    List<Task> tasks = new ArrayList<>();
    for (int number = 2; lines.hasNext(); number++) {
      String line = lines.next();
      if (line.isEmpty()) {
        continue;
      }
      if (tasks.size() == MOST_TASKS) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, file + ": expected at most " + MOST_TASKS + " tasks, found more");
      }
      String[] fields = line.split("\t", MOST_COLUMNS);
      Map<String, String> row = new HashMap<>();
      for (int j = 0; j < Math.min(names.length, fields.length); j++) {
        row.put(names[j], fields[j]);
      }
      tasks.add(new Line(file, number, row).task());
    }
    return new Trace(List.copyOf(tasks));
  }

  /** One line by the names of its columns, any of which may be missing. */
  private record Line(Path file, int line, Map<String, String> fields) {
    Task task() {
      Long exit = number("exit");
      Long attempt = number("attempt");
      return new Task(
          or(text("hash"), ""),
          process(),
          or(text("tag"), ""),
          or(text("status"), ""),
          exit == null ? null : exit.intValue(),
          attempt == null ? 1 : attempt.intValue(),
          time("start"),
          time("complete"),
          number("cpus"),
          number("memory"),
          number("realtime"),
          real("%cpu"),
          number("peak_rss"),
          number("rchar"),
          number("wchar"),
          text("container"),
          folder(),
          text("error_action"));
    }

    private String process() {
      String name = text("process");
      if (name == null || name.endsWith(":")) {
        String found = fields.getOrDefault("process", "no such column");
        throw wrong("process", "a name", found.isEmpty() ? "nothing" : found, null);
      }
      return name;
    }

    private @Nullable Path folder() {
      String folder = text("workdir");
      try {
        return folder == null || folder.contains("://") ? null : Path.of(folder);
      } catch (InvalidPathException e) {
        throw wrong("workdir", "a path", folder, e);
      }
    }

    private static String or(@Nullable String text, String otherwise) {
      return text == null ? otherwise : text;
    }

    private @Nullable String text(String column) {
      String field = fields.get(column);
      return field == null || field.isEmpty() || field.equals(NONE) ? null : field;
    }

    private @Nullable Long number(String column) {
      String field = text(column);
      try {
        return field == null ? null : Long.valueOf(field);
      } catch (NumberFormatException e) {
        throw wrong(column, "a whole number", field, e);
      }
    }

    private @Nullable Double real(String column) {
      String field = text(column);
      try {
        return field == null ? null : Double.valueOf(field);
      } catch (NumberFormatException e) {
        throw wrong(column, "a number", field, e);
      }
    }

    private @Nullable Instant time(String column) {
      Long milliseconds = number(column);
      return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }

    private LuckyException wrong(
        String column, String expected, @Nullable String found, @Nullable Exception cause) {
      return new LuckyException(
          ExitCode.BAD_INPUT,
          file + ":" + line + ": " + column + ": expected " + expected + ", found " + found,
          cause);
    }
  }
}
