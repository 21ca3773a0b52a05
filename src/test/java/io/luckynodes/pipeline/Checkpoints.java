package io.luckynodes.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What jobs in training have saved so far. */
final class Checkpoints {
  private Checkpoints() {}

  /**
   * The last whole epoch that any job has saved; 0 if there is none.
   *
   * @param folder {@code checkpoints} in the state folder
   */
  static int savedEpoch(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("state-\\d+\\.arrow"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    } catch (UncheckedIOException removedMeanwhile) {
      return 0;
    }
  }
}
