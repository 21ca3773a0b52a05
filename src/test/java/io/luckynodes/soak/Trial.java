package io.luckynodes.soak;

import io.luckynodes.cli.Lucky;
import io.luckynodes.error.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs commands on what is not to be trusted, and says where one does not keep what every command
 * promises: an exit code of those that its help lists, no stack trace, an end, nothing that steers
 * a terminal, and nothing written elsewhere.
 */
final class Trial {
  private static final Pattern CONTROL =
      Pattern.compile("(?!\n)[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");
  private static final int SHOWN = 400;

  private final List<Path> watched;
  private final Duration longest;
  private String before;

  /**
   * @param watched folders in which nothing may be made, changed or removed; what their own folders
   *     hold is not looked at
   */
  Trial(List<Path> watched, Duration longest) throws IOException {
    this.watched = watched;
    this.longest = longest;
    this.before = state();
  }

  /**
   * How a command ended.
   *
   * @param fault what it should not have done
   */
  record Ended(int code, Optional<String> fault) {}

  Ended run(String... arguments) throws IOException, InterruptedException {
    StringWriter printed = new StringWriter();
    FutureTask<Integer> command =
        new FutureTask<>(
            () -> {
              CommandLine line = Lucky.commandLine();
              line.setOut(new PrintWriter(printed));
              line.setErr(new PrintWriter(printed));
              return line.execute(arguments);
            });
    Thread thread = new Thread(command, "lucky");
    thread.setDaemon(true);
    thread.start();
    String called = String.join(" ", arguments);
    int code;
    try {
      code = command.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String at = Arrays.toString(Arrays.stream(thread.getStackTrace()).limit(8).toArray());
      command.cancel(true);
      return new Ended(-1, Optional.of(called + ": no end after " + longest + ", at " + at));
    } catch (ExecutionException e) {
      return new Ended(-1, Optional.of(called + ": " + e.getCause()));
    }
    return new Ended(code, fault(code, printed.toString()).map(fault -> called + ": " + fault));
  }

  private Optional<String> fault(int code, String printed) throws IOException {
    if (code == ExitCode.INTERNAL.code()
        || Arrays.stream(ExitCode.values()).noneMatch(known -> known.code() == code)) {
      return Optional.of("exit code " + code + ", " + start(printed));
    }
    if (printed.contains("\n\tat ")) {
      return Optional.of("a stack trace, " + start(printed));
    }
    Matcher control = CONTROL.matcher(printed);
    if (control.find()) {
      return Optional.of(
          "printed U+%04X after %s"
              .formatted(
                  (int) control.group().charAt(0),
                  start(printed.substring(Math.max(0, control.start() - SHOWN)))));
    }
    String now = state();
    if (!now.equals(before)) {
      String was = before;
      before = now;
      return Optional.of("wrote elsewhere: " + was + " became " + now);
    }
    return Optional.empty();
  }

  private static String start(String text) {
    return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}+", " ");
  }

  private String state() throws IOException {
    TreeSet<String> state = new TreeSet<>();
    for (Path folder : watched) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          state.add(
              Files.isRegularFile(file)
                  ? file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file)
                  : file.toString());
        }
      }
    }
    return state.toString();
  }
}
