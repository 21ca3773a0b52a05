package io.luckynodes.crate;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.fingerprint.SourceArchive;
import io.luckynodes.fingerprint.SourceArchive.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The project's files as they were committed.
 *
 * @param files files by path
 */
record SourceAtCommit(SortedMap<String, SourceFile> files) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int LARGEST_ANSWER = 1 << 20;

  /**
   * Reads the files from git, which ignores changes in the working tree, or from an unpacked
   * archive of the commit.
   *
   * @param project a clone of the project, or an unpacked archive of the commit
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if the commit is unknown or missing
   */
  static SourceAtCommit of(Path project, String commit) {
    if (!COMMIT.matcher(commit).matches()) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          "commit: expected 40 hexadecimal digits, found "
              + commit
              + ": the stages of the run were not built in a clone, so their source is unknown");
    }
    Optional<SourceArchive> source = SourceArchive.in(project);
    if (source.isPresent() && source.get().commit().equals(commit)) {
      return new SourceAtCommit(source.get().files());
    }
    Path errors = null;
    try {
      errors = Files.createTempFile("lucky-git", ".txt");
      Process git =
          new ProcessBuilder(
                  List.of("git", "-C", project.toString(), "archive", "--format=tar", commit))
              .redirectError(errors.toFile())
              .start();
      byte[] archive = git.getInputStream().readAllBytes();
      if (git.waitFor() != 0) {
        throw new LuckyException(
            ExitCode.NO_INPUT,
            "commit "
                + commit
                + " of the run is not in "
                + project
                + "; fetch it there: "
                + WholeFile.text(errors, LARGEST_ANSWER).strip());
      }
      return unpacked(archive);
    } catch (IOException e) {
      throw new LuckyException(
          ExitCode.NO_INPUT, project + ": git cannot be asked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LuckyException(ExitCode.INTERNAL, "interrupted", e);
    } finally {
      delete(errors);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LuckyException(ExitCode.CANNOT_WRITE, file + ": " + e.getMessage(), e);
    }
  }

  private static SourceAtCommit unpacked(byte[] archive) throws IOException {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(
              entry.getName(), new SourceFile(tar.readAllBytes(), (entry.getMode() & 0100) != 0));
        }
      }
    }
    return new SourceAtCommit(files);
  }
}
