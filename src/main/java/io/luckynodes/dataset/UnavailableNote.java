package io.luckynodes.dataset;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The reasons why a data set cannot be had, in {@code unavailable/JOB.txt} of a task's state
 * folder, where the report finds them. Without such a folder there is no note.
 */
final class UnavailableNote {
  private final Optional<Path> file;

  UnavailableNote(StageTask task) {
    this.file =
        task.state().map(state -> state.resolve("unavailable").resolve(task.job().id() + ".txt"));
  }

  /** What a search finds; if no source has the data, the reasons are left in the note. */
  <T> T leftBy(Supplier<T> search) {
    try {
      return search.get();
    } catch (LuckyException e) {
      if (e.exitCode() == ExitCode.DATA_UNAVAILABLE) {
        file.ifPresent(note -> leave(note, e));
      }
      throw e;
    }
  }

  /** Takes an earlier run's note away, once the data is there. */
  void remove() {
    if (file.isPresent()) {
      try {
        Files.deleteIfExists(file.get());
      } catch (IOException e) {
        throw new LuckyException(
            ExitCode.CANNOT_WRITE, file.get() + ": is out of date and cannot be removed: " + e, e);
      }
    }
  }

  private static void leave(Path note, LuckyException reason) {
    try {
      AtomicFile.write(note, (reason.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (LuckyException e) {
      // The reason matters more than the note of it.
      reason.addSuppressed(e);
    }
  }
}
