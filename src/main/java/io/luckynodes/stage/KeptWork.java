package io.luckynodes.stage;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which a job that is not done keeps what it has so far, as sealed artifacts. Its
 * name holds the digest of everything that the result depends on, so that a job never goes on from
 * another's work.
 */
public final class KeptWork {
  private static final String KIND = "checkpoint";

  private final Path folder;
  private final ProvenanceRecord record;

  /**
   * @param state folder that outlives the task
   * @param record of any of the job's outputs
   */
  public KeptWork(Path state, ProvenanceRecord record) {
    this.record = record.withKind(KIND);
    String key = Digests.of(Json.write(this.record).getBytes(StandardCharsets.UTF_8));
    this.folder = state.resolve("checkpoints").resolve(record.job() + "-" + key.substring(0, 16));
  }

  public Path folder() {
    return folder;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Files whose names have a beginning, in no order; none if nothing was kept yet. */
  public List<Path> files(String start) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).startsWith(start)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file, Table table) {
    ArtifactWriter.write(file, record, table);
  }

  /** A file's contents; empty if it is not there, is damaged or is not of this work. */
  public Optional<Artifact> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Artifact kept = ArtifactReader.read(file).expect(KIND);
      return Optional.of(kept).filter(artifact -> artifact.record().equals(record));
    } catch (LuckyException damaged) {
      return Optional.empty();
    }
  }

  /** Removes a file, if it is there. */
  public void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes everything, once the job's outputs are in place. */
  public void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(this::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
