package io.luckynodes.artifact;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.file.Path;
import java.util.List;

/**
 * An artifact read whole.
 *
 * @param sha256 digest of the file's bytes
 * @param tables its batches, in order; all have the same columns
 */
public record Artifact(Path path, ProvenanceRecord record, String sha256, List<Table> tables) {

  /** How this artifact stands in the records of what is made from it. */
  public Parent asInput() {
    return new Parent(
        new ProvenanceRecord.Input(String.valueOf(path.getFileName()), sha256), record);
  }

  /**
   * This artifact, if it is of the kind that a stage needs.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is of another kind
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
