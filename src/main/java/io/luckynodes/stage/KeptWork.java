package io.luckynodes.stage;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder in which a job keeps work for a later try: checkpoints, or finished outputs. The
 * folder's name holds the digest of everything that the result depends on, so that a job never
 * continues the work of another. One process holds the folder at a time, until it closes the folder
 * or ends; another process that runs the same job waits.
 */
public final class KeptWork implements AutoCloseable {
  private static final String KIND = "checkpoint";

  private final Path folder;
  private final ProvenanceRecord record;
  private final ProcessLock lock;

  /**
   * Opens the folder, as soon as no other process holds it.
   *
   * @param state folder that outlives the task
   * @param record provenance record of any of the job's outputs
   * @param log receives a line that names the process for which this one waits
   */
  public KeptWork(Path state, ProvenanceRecord record, Consumer<String> log) {
    this.record = record.withKind(KIND);
    String key = Digests.of(Json.write(this.record).getBytes(StandardCharsets.UTF_8));
    this.folder = state.resolve("checkpoints").resolve(record.job() + "-" + key.substring(0, 16));
    this.lock =
        ProcessLock.take(
            folder.resolveSibling(folder.getFileName() + ".lock"), "job " + record.job(), log);
  }

  public Path folder() {
    return folder;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Files whose names begin with a prefix, in no particular order; none if nothing was kept yet.
   */
  public List<Path> files(String start) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).startsWith(start)).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unusable(folder, "listed", e);
    }
  }

  /** Writes an artifact, whole or not at all. */
  public void write(Path file, Table table) {
    ArtifactWriter.write(file, record, table);
  }

  /**
   * Reads an artifact.
   *
   * @throws LuckyException if the artifact is missing, damaged or not of this work
   */
  public Artifact read(Path file) {
    Artifact kept = ArtifactReader.read(file).expect(KIND);
    if (!kept.record().equals(record)) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": is of another job");
    }
    return kept;
  }

  /** Removes a file if it exists. */
  public void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(file, "removed", e);
    }
  }

  /** Removes all files, once the job's outputs are in place. */
  public void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(this::delete);
    } catch (IOException | UncheckedIOException e) {
      throw unusable(folder, "removed", e);
    }
  }

  /** Releases the folder for other processes. */
  @Override
  public void close() {
    lock.close();
  }

  private static LuckyException unusable(Path place, String done, Exception cause) {
    return new LuckyException(
        ExitCode.CANNOT_WRITE, place + ": cannot be " + done + ": " + cause, cause);
  }
}
