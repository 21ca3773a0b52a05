package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that a command makes, so that nothing is lost and nothing of others is believed. */
final class EmptyFolder {
  private EmptyFolder() {}

  /**
   * Makes it, if it is not there.
   *
   * @param option of the command that names it
   * @throws LuckyException if it holds anything ({@link ExitCode#BAD_INPUT}), or cannot be made
   *     ({@link ExitCode#CANNOT_WRITE})
   */
  static Path of(Path folder, String option) {
    try {
      Files.createDirectories(folder.toAbsolutePath());
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new LuckyException(
              ExitCode.BAD_INPUT,
              folder
                  + ": expected no folder or an empty one, found a folder that holds something;"
                  + " remove it, or name another with "
                  + option);
        }
      }
      return folder.toRealPath();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(folder, e);
    }
  }
}
