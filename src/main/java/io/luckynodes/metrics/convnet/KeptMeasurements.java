package io.luckynodes.metrics.convnet;

import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.KeptWork;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.TableType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of a job's snapshots, where a folder outlives its task: a job that was killed
 * goes on from there, to the same bytes, and it pauses if another snapshot would take the task
 * beyond its time limit. What was measured is kept when a minute has passed since it last was: so
 * that not much is lost, and a job that takes no minute writes nothing.
 */
final class KeptMeasurements implements AutoCloseable {
  private static final String START = "measured-";

  /** What is kept goes into this table and others. */
  private static final String LAYERS = TableType.of(LayersRow.class).name();

  private static final Duration KEPT_AFTER = Duration.ofMinutes(1);

  private final StageTask task;
  private final Optional<KeptWork> work;
  private final Map<Path, Table> notYetKept = new LinkedHashMap<>();

  private Duration lastKept;
  private Duration begun;

  /** The longest that a snapshot has taken in this try. */
  private Duration longest = Duration.ZERO;

  private int done;
  private boolean hasMeasured;

  /**
   * @param inputs what the job's outputs are made from, by role
   * @param numerics versions and settings of the numeric library
   */
  KeptMeasurements(StageTask task, Map<String, Parent> inputs, Map<String, String> numerics) {
    this.task = task;
    this.work =
        task.state()
            .map(state -> new KeptWork(state, task.record(LAYERS, inputs, numerics), task.log()));
    this.lastKept = task.limit().elapsed();
    this.begun = lastKept;
  }

  /** What an earlier try kept of a snapshot; empty if there is nothing, or, said, it is damaged. */
  Optional<Table> of(int member, int epoch) {
    try {
      return work.filter(own -> Files.exists(file(own, member, epoch)))
          .map(own -> own.read(file(own, member, epoch)).tables())
          .filter(tables -> tables.size() == 1)
          .map(tables -> tables.get(0));
    } catch (LuckyException damaged) {
      task.log().accept("measures a snapshot anew: " + damaged.getMessage());
      return Optional.empty();
    }
  }

  /** Counts a snapshot that needs not be measured again. */
  void passOver() {
    done++;
  }

  /**
   * Before a snapshot is measured.
   *
   * @throws LuckyException ({@link ExitCode#PAUSED}) if it would end too late, and one was measured
   *     in this try
   */
  void begin() {
    if (!hasMeasured && done > 0) {
      task.log().accept("continues after " + done + " snapshots, which were kept");
    }
    if (hasMeasured && work.isPresent() && !task.limit().leaves(longest)) {
      keep();
      throw new LuckyException(
          ExitCode.PAUSED, "paused after " + done + " snapshots; goes on in the next try");
    }
    begun = task.limit().elapsed();
  }

  /** After a snapshot was measured. */
  void add(int member, int epoch, Table measured) {
    hasMeasured = true;
    done++;
    Duration now = task.limit().elapsed();
    Duration took = now.minus(begun);
    longest = took.compareTo(longest) > 0 ? took : longest;
    work.ifPresent(own -> notYetKept.put(file(own, member, epoch), measured));
    if (now.minus(lastKept).compareTo(KEPT_AFTER) >= 0) {
      keep();
    }
  }

  /** Removes everything, once the job's outputs are in place. */
  void remove() {
    work.ifPresent(KeptWork::remove);
    close();
  }

  /** Lets another process have what is kept. */
  @Override
  public void close() {
    work.ifPresent(KeptWork::close);
  }

  private void keep() {
    work.ifPresent(own -> notYetKept.forEach(own::write));
    notYetKept.clear();
    lastKept = task.limit().elapsed();
    task.log().accept(done + " snapshots measured");
  }

  private static Path file(KeptWork work, int member, int epoch) {
    return work.file(START + String.format(Locale.ROOT, "%06d-%06d.arrow", member, epoch));
  }
}
