package io.luckynodes.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that jobs leave in a run's folder. */
public final class RunFiles {
  private RunFiles() {}

  /** Where a job's output lies. */
  public static Path file(Path run, String job, String kind) {
    return run.resolve(StageTask.fileName(job, kind));
  }

  /** A job's output, whole. */
  public static Artifact read(Path run, String job, String kind) {
    return ArtifactReader.read(file(run, job, kind)).expect(kind);
  }

  /** The first table of a job's output. */
  public static Table table(Path run, String job, String kind) {
    return read(run, job, kind).tables().get(0);
  }

  /** All snapshots of a job's students. */
  public static List<Weights.Entry> snapshots(Path run, String job) {
    return read(run, job, "snapshots").tables().stream()
        .flatMap(table -> Weights.entries(table).stream())
        .toList();
  }

  /**
   * The loss of a seed's student at an epoch.
   *
   * @param evaluation a table of that name
   */
  public static double loss(Table evaluation, int seed, int epoch) {
    for (int row = 0; row < evaluation.rows(); row++) {
      if (evaluation.ints("seed")[row] == seed && evaluation.ints("epoch")[row] == epoch) {
        return evaluation.doubles("loss")[row];
      }
    }
    throw new AssertionError("no row of seed " + seed + " at epoch " + epoch);
  }

  /** Puts a job's output of one run into another. */
  public static void link(Path from, Path to, String job, String kind) throws IOException {
    Files.createLink(file(to, job, kind), file(from, job, kind));
  }

  /** Asserts that outputs of a job are the same bytes in two runs. */
  public static void assertSameBytes(Path run, Path expected, String job, List<String> kinds) {
    for (String kind : kinds) {
      assertThat(file(run, job, kind)).hasSameBinaryContentAs(file(expected, job, kind));
    }
  }

  /** Asserts that a run has so many files, and another the same bytes in each of them. */
  public static void assertSameFiles(Path run, Path expected, int count) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      List<Path> made = files.filter(Files::isRegularFile).toList();
      assertThat(made).hasSize(count);
      for (Path file : made) {
        assertThat(run.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }
}
