package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.ProcessLock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of fetched files, shared by all runs of a user. Every file is verified each time before
 * it is used.
 *
 * @param folder folder, created when a file is first stored
 * @param log receives lines of progress
 */
record FileCache(Path folder, Consumer<String> log) {
  /** The file if it is in the cache and intact. A damaged file is removed. */
  Optional<Path> find(PinnedFile file) {
    Path cached = folder.resolve(file.name());
    if (!Files.exists(cached)) {
      return Optional.empty();
    }
    Optional<String> fault = file.fault(cached);
    if (fault.isEmpty()) {
      return Optional.of(cached);
    }
    log.accept(cached + ": damaged, removed: " + fault.get());
    try {
      Files.delete(cached);
    } catch (IOException e) {
      throw unusable(e);
    }
    return Optional.empty();
  }

  /**
   * The file, fetched unless another run has fetched it meanwhile.
   *
   * @throws SourceUnavailable if the source does not give the file, or gives other bytes
   * @throws LuckyException ({@link ExitCode#CANNOT_WRITE}) if the folder cannot be written to
   */
  Path fetch(PinnedFile file, FileSource source) throws SourceUnavailable {
    try {
      Files.createDirectories(folder);
      // On a file system without locks, two runs at once may spoil each other's download; its
      // digest then shows the damage.
      ProcessLock lock = ProcessLock.take(folder.resolve(file.name() + ".lock"), file.name(), log);
      try {
        Optional<Path> present = find(file);
        return present.isPresent() ? present.get() : fetchLocked(file, source);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path fetchLocked(PinnedFile file, FileSource source)
      throws SourceUnavailable, IOException {
    Path part = folder.resolve(file.name() + ".part");
    boolean continued = Files.exists(part);
    source.fetch(file, part, log);
    Optional<String> fault = file.fault(part);
    if (fault.isPresent() && continued) {
      // The part left by an earlier run may be at fault, not the source.
      log.accept(part + ": " + fault.get() + "; fetching it anew");
      Files.delete(part);
      source.fetch(file, part, log);
      fault = file.fault(part);
    }
    if (fault.isPresent()) {
      Files.delete(part);
      throw new SourceUnavailable("gave other bytes than the published ones: " + fault.get());
    }
    Path cached = folder.resolve(file.name());
    Files.move(part, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return cached;
  }

  private LuckyException unusable(IOException cause) {
    String reason =
        cause instanceof FileSystemException e
            ? e.getFile()
                + ": "
                + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason())
            : String.valueOf(cause.getMessage());
    return new LuckyException(
        ExitCode.CANNOT_WRITE,
        folder
            + ": cannot keep downloads here: "
            + reason
            + "; set LUCKY_CACHE to a folder that can be written and has room",
        cause);
  }
}
