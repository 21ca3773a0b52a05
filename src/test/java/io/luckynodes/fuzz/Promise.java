package io.luckynodes.fuzz;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What every reader promises for any bytes whatsoever: a valid value, or a {@link LuckyException}
 * that names the file. Anything else that it throws is a finding, and so is one that never ends.
 */
public final class Promise {
  private static final Set<ExitCode> REFUSALS =
      EnumSet.of(
          ExitCode.BAD_INPUT,
          ExitCode.NO_INPUT,
          ExitCode.BAD_DEFINITION,
          ExitCode.DATA_UNAVAILABLE);

  private Promise() {}

  /**
   * Lets a reader have a file of these bytes.
   *
   * @param name of the file
   * @param reader reads it to its end
   */
  public static void ofReader(String name, byte[] bytes, Consumer<Path> reader) {
    Path file = written(name, bytes);
    try {
      reader.accept(file);
    } catch (LuckyException refusal) {
      String message = String.valueOf(refusal.getMessage());
      if (!REFUSALS.contains(refusal.exitCode())) {
        throw new AssertionError("exit code " + refusal.exitCode() + " for a bad file", refusal);
      }
      if (!message.contains(file.toString())) {
        throw new AssertionError("a refusal that names no file: " + message, refusal);
      }
    }
  }

  private static Path written(String name, byte[] bytes) {
    try {
      return Files.write(Folder.OWN.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One folder for all inputs of a process: making one for each would take most of the time. */
  private static final class Folder {
    private static final Path OWN = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("lucky-fuzz");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      try (var files = Files.list(folder)) {
                        for (Path file : files.toList()) {
                          Files.delete(file);
                        }
                        Files.delete(folder);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
