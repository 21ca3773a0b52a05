package io.luckynodes.artifact;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole artifact in memory.
 *
 * @param sha256 digest of the file's bytes
 * @param tables its batches, in order; all have the same columns
 */
public record Artifact(Path path, ProvenanceRecord record, String sha256, List<Table> tables) {

  /** This artifact as a parent, for the records of artifacts made from it. */
  public Parent asInput() {
    return new Parent(
        new ProvenanceRecord.Input(String.valueOf(path.getFileName()), sha256), record);
  }

  /**
   * Checks that this artifact is of the given kind, and returns the artifact.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the artifact is of another kind
   */
  public Artifact expect(String kind) {
    if (!record.kind().equals(kind)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          path + ": holds " + record.kind() + " of stage " + record.stage() + ", expected " + kind);
    }
    return this;
  }
}
