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
 * Measurements of a job's snapshots in a folder that outlives the task, if there is one. A job that
 * was killed continues from them and gives the same bytes. The job pauses if another snapshot would
 * take the task beyond its time limit. Measurements are written when a minute has passed since the
 * last write, so that little is lost and a job that takes less than a minute writes nothing.
 */
final class KeptMeasurements implements AutoCloseable {
  private static final String START = "measured-";

  /** One of the tables that hold the measurements. */
  private static final String LAYERS = TableType.of(LayersRow.class).name();

  private static final Duration KEPT_AFTER = Duration.ofMinutes(1);

  private final StageTask task;
  private final Optional<KeptWork> work;
  private final Map<Path, Table> notYetKept = new LinkedHashMap<>();

  private Duration lastKept;
  private Duration begun;

  /** The longest time that a snapshot has taken in this try. */
  private Duration longest = Duration.ZERO;

  private int done;
  private boolean hasMeasured;

  /**
   * @param inputs inputs of the job's outputs, by role
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

  /**
   * The measurements of a snapshot that an earlier try kept; empty if there are none. Damaged
   * measurements are logged and count as none.
   */
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

  /** Counts a snapshot that need not be measured again. */
  void passOver() {
    done++;
  }

  /**
   * Begins the measurement of a snapshot.
   *
   * @throws LuckyException ({@link ExitCode#PAUSED}) if the measurement would end too late, and
   *     another snapshot was measured in this try
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

  /** Takes the measurements of a snapshot. */
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

  /** Releases the kept measurements for other processes. */
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
