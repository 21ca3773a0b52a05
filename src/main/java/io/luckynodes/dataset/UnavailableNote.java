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
 * A note of the reasons why a data set is unavailable. It is in {@code unavailable/JOB.txt} of a
 * task's state folder, where the report finds it. Without such a folder there is no note.
 */
final class UnavailableNote {
  private final Optional<Path> file;

  UnavailableNote(StageTask task) {
    this.file =
        task.state().map(state -> state.resolve("unavailable").resolve(task.job().id() + ".txt"));
  }

  /** Runs a search. If no source has the data, the reasons are left in the note. */
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

  /** Removes the note of an earlier run, once the data is available. */
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
      // The reason matters more than a failure to write the note.
      reason.addSuppressed(e);
    }
  }
}
