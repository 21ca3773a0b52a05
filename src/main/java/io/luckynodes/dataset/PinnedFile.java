package io.luckynodes.dataset;

import io.luckynodes.artifact.Digests;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A published file whose bytes are known in advance.
 *
 * @param name its file name, in the cache and at its source
 * @param size size in bytes
 * @param sha256 digest of its bytes
 */
record PinnedFile(String name, long size, String sha256) {
  /**
   * Describes how a file differs from this one; empty if the bytes are the same.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}) or cannot be read
   *     ({@link ExitCode#BAD_INPUT})
   */
  Optional<String> fault(Path file) {
    String found = Digests.of(file);
    if (found.equals(sha256)) {
      return Optional.empty();
    }
    long bytes = size(file);
    return Optional.of(
        bytes == size
            ? "sha256 is " + found + ", expected " + sha256
            : "it has " + bytes + " bytes, expected " + size);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
