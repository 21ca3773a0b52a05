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
 * The tasks of a run, as Nextflow's trace has them: one for each try, in the order in which they
 * ended.
 */
public record Trace(List<Task> tasks) {
  /** Where it lies in the results. */
  public static final String PLACE = "run/trace.txt";

  /** A task has some 300 bytes, and the largest run some thousands of tasks. */
  private static final int LARGEST = 16 << 20;

  /** Some hundred times the tries of the largest run. */
  private static final int MOST_TASKS = 100_000;

  /** Nextflow knows some 50. */
  private static final int MOST_COLUMNS = 200;

  /** What a field holds that has no value. */
  private static final String NONE = "-";

  /**
   * One try of a task. Times and sizes are those of the try that made the outputs, also where these
   * came from the cache.
   *
   * @param hash start of the name of the task's folder, such as {@code a3/a239a9}; empty if the
   *     trace has none
   * @param process with the names of the workflows it is in
   * @param tag the ids of its jobs, with blanks between them, and of several how many they are;
   *     empty if the task has none
   * @param status Nextflow's word
   * @param exit null if the task vanished without one
   * @param attempt from 1
   * @param cpus that the task asked for
   * @param memory that the task asked for, in bytes
   * @param realtime time that its command took, in milliseconds
   * @param cpu use of cores, in percent of one
   * @param peakRss most memory it had, in bytes
   * @param read bytes read, {@code written} bytes written
   * @param container image; null if none
   * @param folder of the task; null if the trace has none
   * @param errorAction what Nextflow did about a failure, its word; null if nothing
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

    /** Ids of what it does. */
    public List<String> jobs() {
      // Behind a comma stands how many they are.
      String ids = tag.replaceFirst(",.*", "");
      return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }

    /** Whether its outputs came from the cache. */
    public boolean cached() {
      return status.equals("CACHED");
    }

    /** Whether it has outputs, new or from the cache. */
    public boolean succeeded() {
      return cached() || status.equals("COMPLETED");
    }

    /** Whether it paused: a try that did its part, and another goes on. */
    public boolean paused() {
      return exit != null && exit == ExitCode.PAUSED.code();
    }

    /** Name of the process alone. */
    public String processName() {
      return process.substring(process.lastIndexOf(':') + 1);
    }

    /** The stage it belongs to; null for a process that is none. */
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
   * All tries of one task that a trace has. Of a task from the cache that is the last alone.
   *
   * @param all the first one first
   */
  public record Tries(List<Task> all) {
    /** The one that made the outputs, if there are any. */
    public Task last() {
      return all.get(all.size() - 1);
    }

    /** How many paused, and others went on. */
    public long pauses() {
      return all.stream().limit(all.size() - 1L).filter(Task::paused).count();
    }

    /** How many failed, and were tried again. */
    public long failures() {
      return all.size() - 1 - pauses();
    }

    /** Whether none is missing. */
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
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or it is larger than any
   *     trace, or a field is not what its column holds ({@link ExitCode#BAD_INPUT})
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

  /** One line, by the names of its columns; a column may be missing. */
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
