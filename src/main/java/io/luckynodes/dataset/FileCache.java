package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of fetched files, shared by all runs of a user. Every file is verified each time before
 * it is handed out.
 *
 * @param folder made when first written to
 * @param log takes a line of progress
 */
record FileCache(Path folder, Consumer<String> log) {
  /** The file if it is here and whole; a damaged one is removed. */
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
   * The file, fetched unless another run did so meanwhile.
   *
   * @throws SourceUnavailable if the source does not give it, or gives other bytes
   * @throws LuckyException ({@link ExitCode#CANNOT_WRITE}) if the folder cannot be written to
   */
  Path fetch(PinnedFile file, FileSource source) throws SourceUnavailable {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(file.name() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // Closing the channel gives the lock back.
        lock(channel, file);
        Optional<Path> present = find(file);
        return present.isPresent() ? present.get() : fetchLocked(file, source);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void lock(FileChannel channel, PinnedFile file) {
    try {
      if (channel.tryLock() == null) {
        log.accept(file.name() + ": waiting for another run that fetches it");
        channel.lock();
      }
    } catch (IOException e) {
      // Some network file systems have no locks. Two runs at once may then spoil each other's
      // download, which its digest shows.
      log.accept(folder + ": has no file locks (" + e.getMessage() + "), going on without");
    }
  }

  private Path fetchLocked(PinnedFile file, FileSource source)
      throws SourceUnavailable, IOException {
    Path part = folder.resolve(file.name() + ".part");
    boolean continued = Files.exists(part);
    source.fetch(file, part, log);
    Optional<String> fault = file.fault(part);
    if (fault.isPresent() && continued) {
      // What was left from an earlier run may be to blame, not the source.
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
