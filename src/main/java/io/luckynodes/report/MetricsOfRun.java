package io.luckynodes.report;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.table.Rows;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metrics artifacts of a run, each read and hashed once for all figures that share it. With
 * many alternatives, there are more artifacts than memory holds. If memory runs short, artifacts
 * are dropped, and read again when they are needed.
 */
final class MetricsOfRun {
  private final RunFiles files;
  private final Map<Path, String> digests = new HashMap<>();
  private final Map<Path, SoftReference<Artifact>> artifacts = new HashMap<>();

  MetricsOfRun(RunFiles files) {
    this.files = files;
  }

  /** Whether a job left any metrics artifact. */
  boolean has(Job job) {
    return !files.metrics(job).isEmpty();
  }

  /** SHA-256 of the artifact of a name; empty if there is none. */
  Optional<String> digest(String name) {
    return files.artifact(name).map(file -> digests.computeIfAbsent(file, Digests::of));
  }

  /** SHA-256 of a job's artifacts, by file name. */
  SortedMap<String, String> digests(Job job) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Path file : files.metrics(job).values()) {
      found.put(String.valueOf(file.getFileName()), digests.computeIfAbsent(file, Digests::of));
    }
    return found;
  }

  /** Bytes of a job's artifacts, by file name. */
  SortedMap<String, Long> sizes(Job job) {
    SortedMap<String, Long> found = new TreeMap<>();
    for (Path file : files.metrics(job).values()) {
      try {
        found.put(String.valueOf(file.getFileName()), Files.size(file));
      } catch (IOException e) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return found;
  }

  /**
   * The tables of one kind of some jobs, in the jobs' order, with a column that names each row's
   * experiment; empty if one of the jobs has none.
   *
   * @throws io.luckynodes.error.LuckyException if an artifact is damaged or of another kind
   */
  Optional<List<Table>> tables(List<Job> jobs, String kind) {
    List<Table> all = new ArrayList<>();
    for (Job job : jobs) {
      Optional<Artifact> artifact = artifact(job, kind);
      if (artifact.isEmpty()) {
        return Optional.empty();
      }
      for (Table table : artifact.get().tables()) {
        all.add(table.with(Rows.EXPERIMENT, job.experiment()));
      }
    }
    return Optional.of(all);
  }

  /**
   * A job's artifact of one kind; empty if it has none.
   *
   * @throws io.luckynodes.error.LuckyException if it is damaged or of another kind
   */
  Optional<Artifact> artifact(Job job, String kind) {
    return Optional.ofNullable(files.metrics(job).get(kind)).map(file -> artifact(file, kind));
  }

  private Artifact artifact(Path file, String kind) {
    SoftReference<Artifact> read = artifacts.get(file);
    Artifact known = read == null ? null : read.get();
    if (known != null) {
      return known;
    }
    Artifact artifact = read(file, kind);
    artifacts.put(file, new SoftReference<>(artifact));
    return artifact;
  }

  private Artifact read(Path file, String kind) {
    Artifact artifact = ArtifactReader.read(file).expect(kind);
    digests.put(file, artifact.sha256());
    return artifact;
  }
}
