package io.luckynodes.stage;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs the jobs of one task, one after another. The outputs of finished jobs are kept until the
 * whole task has ended, so a task that is killed in its third job does not repeat the first two.
 */
public final class FinishedJobs implements StageRunner {
  private static final String MARK = "finished.json";
  private static final int BUFFER = 1 << 16;

  private final StageRunner runner;
  private final Map<String, String> machine;
  private final List<Supplier<KeptWork>> kept = new ArrayList<>();
  private Duration longest = Duration.ZERO;

  /**
   * The outputs of a finished job, recorded once all of them are kept.
   *
   * @param files SHA-256 of each file, by name
   */
  record Made(SortedMap<String, String> files) {}

  /**
   * @param runner runs one job
   * @param machine everything besides a job, its inputs and its code that the outputs depend on
   */
  public FinishedJobs(StageRunner runner, Map<String, String> machine) {
    this.runner = runner;
    this.machine = Map.copyOf(machine);
  }

  /**
   * Runs a job, or restores its outputs if they were kept.
   *
   * @throws LuckyException ({@link ExitCode#PAUSED}) if this try has already run a job, and another
   *     that takes as long as the longest so far would exceed the time limit
   */
  @Override
  public void run(StageTask task) {
    if (task.state().isEmpty()) {
      runner.run(task);
      return;
    }
    Path state = task.state().get();
    ProvenanceRecord record = task.record("finished", inputs(task), machine);
    Supplier<KeptWork> supplier = () -> new KeptWork(state, record, task.log());
    try (KeptWork work = supplier.get()) {
      if (!taken(work, task)) {
        if (!longest.isZero() && !task.limit().leaves(longest)) {
          throw new LuckyException(
              ExitCode.PAUSED, "paused before job " + task.job().id() + "; done in the next try");
        }
        Duration start = task.limit().elapsed();
        runner.run(task);
        Duration took = task.limit().elapsed().minus(start);
        longest = took.compareTo(longest) > 0 ? took : longest;
        keep(work, task);
      }
    }
    kept.add(supplier);
  }

  /** Removes the kept outputs, once the task has ended. */
  public void remove() {
    for (Supplier<KeptWork> supplier : kept) {
      try (KeptWork work = supplier.get()) {
        work.remove();
      }
    }
  }

  private static Map<String, Parent> inputs(StageTask task) {
    Map<String, Parent> inputs = new TreeMap<>();
    if (!Files.isDirectory(task.in())) {
      return inputs;
    }
    for (String job : new TreeSet<>(task.job().needs().values())) {
      for (Path file : RecordFile.artifacts(task.in(), job)) {
        try (ArtifactReader reader = new ArtifactReader(file)) {
          inputs.put(String.valueOf(file.getFileName()), reader.asInput());
        }
      }
    }
    return inputs;
  }

  private static void keep(KeptWork work, StageTask task) {
    SortedMap<String, String> files = new TreeMap<>();
    for (Path output : RecordFile.artifacts(task.out(), task.job().id())) {
      String name = String.valueOf(output.getFileName());
      files.put(name, copy(output, work.file(name)));
    }
    AtomicFile.write(
        work.file(MARK), Json.writeIndented(new Made(files)).getBytes(StandardCharsets.UTF_8));
  }

  /** Restores a job's kept outputs; returns whether all of them are now in place. */
  private static boolean taken(KeptWork work, StageTask task) {
    if (!Files.exists(work.file(MARK))) {
      return false;
    }
    try {
      SortedMap<String, String> files = new TreeMap<>();
      for (Path file : RecordFile.artifacts(work.folder(), task.job().id())) {
        String name = String.valueOf(file.getFileName());
        files.put(name, copy(file, task.out().resolve(name)));
      }
      if (!files.equals(Json.read(work.file(MARK), Made.class).files())) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, work.folder() + ": holds other files than were kept");
      }
    } catch (LuckyException damaged) {
      task.log().accept("is done again, what was kept of it is of no use: " + damaged.getMessage());
      return false;
    }
    task.log().accept("was done by an earlier try of its task");
    return true;
  }

  /** Copies a file and returns the SHA-256 of its bytes. */
  private static String copy(Path from, Path to) {
    try (ReadableByteChannel in = Files.newByteChannel(from);
        AtomicFile out = new AtomicFile(to)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (in.read(buffer) >= 0) {
        out.write(buffer.flip());
        buffer.clear();
      }
      return out.commit();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(to, e);
    }
  }
}
