package io.luckynodes.dataset;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches CIFAR-10, verifies it, and writes it as one artifact of kind {@link Cifar10#KIND}. The
 * artifact has the same bytes for every source.
 */
public final class DatasetStage {
  private final Cifar10Layout layout;
  private final SourceSettings settings;

  /** Makes the stage with the settings of this process's environment. */
  public DatasetStage() {
    this(
        Cifar10Layout.OFFICIAL,
        SourceSettings.of(System.getenv(), Path.of(System.getProperty("user.home", "."))));
  }

  DatasetStage(Cifar10Layout layout, SourceSettings settings) {
    this.layout = layout;
    this.settings = settings;
  }

  /**
   * Writes the artifact. If no source has the data and the task has a state folder, the reasons are
   * also written to {@code unavailable/JOB.txt} for the report, until a later run succeeds.
   *
   * @param cifar10 the user's own copy; if given, no other source is tried
   * @throws LuckyException if the copy is missing ({@link ExitCode#NO_INPUT}) or not the published
   *     data ({@link ExitCode#BAD_INPUT}), if no source has the data ({@link
   *     ExitCode#DATA_UNAVAILABLE}), or if a file cannot be written ({@link ExitCode#CANNOT_WRITE})
   */
  public void run(StageTask task, Optional<Path> cifar10) {
    UnavailableNote note = new UnavailableNote(task);
    Cifar10Records records =
        note.leftBy(() -> new Cifar10Sources(layout, settings, task.log()).records(cifar10));
    Path output = task.outputPath(Cifar10.KIND);
    try (ArtifactWriter writer =
        new ArtifactWriter(
            output, task.record(Cifar10.KIND, Map.of("source", source()), Map.of()))) {
      for (Table batch : records.tables()) {
        writer.append(batch);
      }
      String sha256 = writer.finish();
      task.log()
          .accept(
              "CIFAR-10: "
                  + layout.rows(Split.TRAIN)
                  + " training and "
                  + layout.rows(Split.TEST)
                  + " test images verified, "
                  + output
                  + ", sha256 "
                  + sha256);
    }
    note.remove();
  }

  /** The published records as a source; they are the same in every package. */
  private Parent source() {
    return Parent.fromOutside("the records of CIFAR-10, batch after batch", layout.digest());
  }
}
