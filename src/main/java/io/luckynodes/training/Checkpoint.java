package io.luckynodes.training;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.KeptWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The checkpoint of a job that trains: the networks' state and history after the last whole epoch,
 * or at a position in the following epoch, and the snapshots taken.
 */
final class Checkpoint {
  private static final String BATCHES = "batches";
  private static final String LOSS_SUM = "loss_sum";

  private final KeptWork work;

  Checkpoint(KeptWork work) {
    this.work = work;
  }

  /**
   * A saved state.
   *
   * @param epoch the last whole epoch
   * @param position position in the following epoch
   * @param history history in tables; none before the first epoch has ended
   */
  record Saved(int epoch, Position position, List<Parameters> state, List<Table> history) {}

  /**
   * The last state saved; empty at a fresh start.
   *
   * @throws LuckyException if one of its files is missing or damaged
   */
  Optional<Saved> load() {
    Path newest = states().stream().max(Comparator.naturalOrder()).orElse(null);
    if (newest == null) {
      return Optional.empty();
    }
    Artifact state = work.read(newest);
    Artifact history = work.read(historyOf(newest));
    for (Path snapshot : work.files("snapshot-")) {
      new ArtifactReader(snapshot).close();
    }
    List<Parameters> networks = new ArrayList<>();
    int epoch = 0;
    for (Weights.Entry entry : Weights.last(state).values()) {
      networks.add(entry.parameters());
      epoch = entry.epoch();
    }
    Table rows = state.tables().get(0);
    return Optional.of(
        new Saved(
            epoch,
            new Position(rows.ints(BATCHES)[0], rows.doubles(LOSS_SUM)[0]),
            networks,
            history.tables()));
  }

  /**
   * Saves the state of training and deletes earlier states.
   *
   * @param epoch the last whole epoch
   * @param position position in the following epoch
   */
  void save(int epoch, Position position, List<Weights.Entry> state, Table history) {
    Path file = stateFile(epoch, position);
    work.write(historyOf(file), history);
    work.write(file, withPosition(Weights.table(state), position));
    for (Path old : states()) {
      if (!old.equals(file)) {
        work.delete(historyOf(old));
        work.delete(old);
      }
    }
  }

  private static Table withPosition(Table state, Position position) {
    int[] batches = new int[state.rows()];
    Arrays.fill(batches, position.batches());
    double[] sums = new double[state.rows()];
    Arrays.fill(sums, position.lossSum());
    List<Column> columns = new ArrayList<>(state.columns());
    columns.add(new Column.Ints(BATCHES, batches));
    columns.add(new Column.Doubles(LOSS_SUM, sums));
    return new Table(columns.toArray(Column[]::new));
  }

  void saveSnapshot(int epoch, List<Weights.Entry> networks) {
    if (!networks.isEmpty()) {
      work.write(snapshotFile(epoch), Weights.table(networks));
    }
  }

  /**
   * The snapshot taken after an epoch.
   *
   * @throws LuckyException if the snapshot is missing ({@link ExitCode#NO_INPUT}) or damaged
   *     ({@link ExitCode#BAD_INPUT})
   */
  Artifact snapshot(int epoch) {
    requireSnapshot(epoch);
    return ArtifactReader.read(snapshotFile(epoch));
  }

  /**
   * Fails if a snapshot that was taken is no longer there.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if the snapshot is missing; the message
   *     names the file
   */
  void requireSnapshot(int epoch) {
    Path file = snapshotFile(epoch);
    if (!Files.exists(file)) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          file + ": is missing from the checkpoint; the job trains from the start if run again");
    }
  }

  /** Removes all files, once the job's outputs are in place. */
  void remove() {
    work.remove();
  }

  private List<Path> states() {
    return work.files("state-");
  }

  /**
   * File of a state. The names sort in the order of training: "_" sorts after the "." of the whole
   * epoch before.
   */
  private Path stateFile(int epoch, Position position) {
    return work.file(
        position.batches() == 0
            ? String.format(Locale.ROOT, "state-%06d.arrow", epoch)
            : String.format(Locale.ROOT, "state-%06d_%09d.arrow", epoch, position.batches()));
  }

  private static Path historyOf(Path state) {
    return state.resolveSibling(String.valueOf(state.getFileName()).replace("state-", "history-"));
  }

  private Path snapshotFile(int epoch) {
    return work.file(String.format(Locale.ROOT, "snapshot-%06d.arrow", epoch));
  }
}
