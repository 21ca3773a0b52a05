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
 * The commands of all tasks, as Nextflow wrote them into the tasks' folders: {@code
 * run/commands.json}. A trace cannot hold commands, since they have many lines.
 *
 * @param format {@link #FORMAT}
 * @param commands command by name of the task's folder, such as {@code a3/a239a9…}
 */
public record TaskCommands(String format, SortedMap<String, String> commands) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-commands/1";

  /** Path of the commands in the results. */
  public static final String PLACE = "run/commands.json";

  /** The commands of a run whose commands are unknown. */
  public static final TaskCommands NONE = new TaskCommands(FORMAT, new TreeMap<>());

  private static final String SCRIPT = ".command.sh";
  private static final int LARGEST = 1 << 16;

  /**
   * Reads the commands.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or damaged or of
   *     another version ({@link ExitCode#BAD_INPUT})
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
   * Reads the commands of a run's tasks from the tasks' folders. A task whose folder is gone, or
   * lies outside the work folder, has none.
   *
   * @param work Nextflow's work folder; nothing outside it is read
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
      return null; // The folder was cleaned up, or the file is no script of Nextflow's.
    }
  }

  /** The command of a task; null if unknown. */
  public @Nullable String of(Trace.Task task) {
    String name = name(task);
    return name == null ? null : commands.get(name);
  }

  private static @Nullable String name(Trace.Task task) {
    Path folder = task.folder();
    int names = folder == null ? 0 : folder.getNameCount();
    return folder == null || names < 2 ? null : folder.subpath(names - 2, names).toString();
  }

  /** A script without its shebang line and without common indentation. */
  private static String text(String script) {
    return script.replaceFirst("^#!.*\\R", "").stripIndent().strip();
  }
}
