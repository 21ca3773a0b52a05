package io.luckynodes.training;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.network.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place where a job in training keeps what it has so far: the networks' state and history after
 * the last whole epoch, and the snapshots taken. The folder's name is the digest of everything that
 * the result depends on, so that a job never continues another's work; a file that does not match
 * its seal is ignored, and training done again.
 */
final class Checkpoint {
  private static final String KIND = "checkpoint";

  private final Path folder;
  private final ProvenanceRecord record;

  /**
   * @param parent folder that outlives the task
   * @param record of the job's output
   */
  Checkpoint(Path parent, ProvenanceRecord record) {
    this.record = record.withKind(KIND);
    String key = Digests.of(Json.write(this.record).getBytes(StandardCharsets.UTF_8));
    this.folder = parent.resolve(record.job() + "-" + key.substring(0, 16));
  }

  /**
   * What was saved.
   *
   * @param epoch the last whole epoch
   */
  record Saved(int epoch, List<Parameters> state, Table history) {}

  /** The last state saved; empty at a fresh start. */
  Optional<Saved> load() {
    Path newest = newestState().orElse(null);
    if (newest == null) {
      return Optional.empty();
    }
    try {
      Artifact state = ArtifactReader.read(newest).expect(KIND);
      Artifact history = ArtifactReader.read(historyOf(newest)).expect(KIND);
      for (Path snapshot : files("snapshot-")) {
        new ArtifactReader(snapshot).close();
      }
      if (!state.record().equals(record) || !history.record().equals(record)) {
        return Optional.empty();
      }
      List<Parameters> networks = new ArrayList<>();
      int epoch = 0;
      for (Weights.Entry entry : Weights.last(state).values()) {
        networks.add(entry.parameters());
        epoch = entry.epoch();
      }
      return Optional.of(new Saved(epoch, networks, history.tables().get(0)));
    } catch (LuckyException damaged) {
      return Optional.empty();
    }
  }

  /** Saves a whole epoch; the one before it is then no longer needed. */
  void save(int epoch, List<Weights.Entry> state, Table history) {
    Path file = folder.resolve("state-%06d.arrow".formatted(epoch));
    ArtifactWriter.write(historyOf(file), record, history);
    ArtifactWriter.write(file, record, Weights.table(state));
    for (Path old : states()) {
      if (!old.equals(file)) {
        delete(historyOf(old));
        delete(old);
      }
    }
  }

  void saveSnapshot(int epoch, List<Weights.Entry> networks) {
    if (!networks.isEmpty()) {
      ArtifactWriter.write(snapshotFile(epoch), record, Weights.table(networks));
    }
  }

  /**
   * The snapshot taken after an epoch.
   *
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}) or damaged ({@link
   *     ExitCode#BAD_INPUT})
   */
  Artifact snapshot(int epoch) {
    requireSnapshot(epoch);
    return ArtifactReader.read(snapshotFile(epoch));
  }

  /**
   * Fails if a snapshot that was taken is no longer there. A kill cannot cause that, since a
   * snapshot is written before the state of its epoch; somebody took the file away.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) with the file and what to do
   */
  void requireSnapshot(int epoch) {
    Path file = snapshotFile(epoch);
    if (!Files.exists(file)) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          file
              + ": is missing from the checkpoint; put it back, or delete the folder "
              + folder
              + " to train from the start, then run the job again");
    }
  }

  /** Removes everything, once the job's outputs are in place. */
  void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Checkpoint::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> newestState() {
    return states().stream().max(Comparator.naturalOrder());
  }

  private List<Path> states() {
    return files("state-");
  }

  private List<Path> files(String start) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).startsWith(start)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path historyOf(Path state) {
    return state.resolveSibling(String.valueOf(state.getFileName()).replace("state-", "history-"));
  }

  private Path snapshotFile(int epoch) {
    return folder.resolve("snapshot-%06d.arrow".formatted(epoch));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
