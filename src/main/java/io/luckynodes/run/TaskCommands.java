package io.luckynodes.run;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each task ran, as Nextflow wrote it into the task's folder: {@code run/commands.json}. A
 * trace cannot hold it, since it has many lines.
 *
 * @param format {@link #FORMAT}
 * @param commands by name of the task's folder, such as {@code a3/a239a9…}
 */
public record TaskCommands(String format, SortedMap<String, String> commands) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-commands/1";

  /** Where it lies in the results. */
  public static final String PLACE = "run/commands.json";

  /** Of a run whose commands are not known. */
  public static final TaskCommands NONE = new TaskCommands(FORMAT, new TreeMap<>());

  private static final String SCRIPT = ".command.sh";
  private static final int LARGEST = 1 << 16;

  /**
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or damaged or of another
   *     version ({@link ExitCode#BAD_INPUT})
   */
  public static TaskCommands read(Path file) {
    TaskCommands commands = Json.read(file, TaskCommands.class);
    if (!commands.format.equals(FORMAT)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, file + ": format is " + commands.format + ", expected " + FORMAT);
    }
    return commands;
  }

  /**
   * Reads the commands of a run's tasks where Nextflow left them. A task whose folder is gone, or
   * lies outside, has none.
   *
   * @param work Nextflow's work folder; nothing outside is read
   */
  public static TaskCommands in(Path work, Trace trace) {
    SortedMap<String, String> commands = new TreeMap<>();
    for (Trace.Task task : trace.tasks()) {
      String name = name(task);
      String command = task.folder() == null ? null : command(work, task.folder());
      if (name != null && command != null) {
        commands.put(name, command);
      }
    }
    return new TaskCommands(FORMAT, commands);
  }

  private static @Nullable String command(Path work, Path folder) {
    try {
      Path script = folder.resolve(SCRIPT).toRealPath();
      return script.startsWith(work.toRealPath()) ? text(WholeFile.text(script, LARGEST)) : null;
    } catch (IOException | LuckyException e) {
      return null; // The folder was cleaned up, or this is no script of Nextflow's.
    }
  }

  /** What a task ran; null if that is not known. */
  public @Nullable String of(Trace.Task task) {
    String name = name(task);
    return name == null ? null : commands.get(name);
  }

  private static @Nullable String name(Trace.Task task) {
    Path folder = task.folder();
    int names = folder == null ? 0 : folder.getNameCount();
    return folder == null || names < 2 ? null : folder.subpath(names - 2, names).toString();
  }

  /** A script without the line that names its shell, and without what indents all of it. */
  private static String text(String script) {
    return script.replaceFirst("^#!.*\\R", "").stripIndent().strip();
  }
}
