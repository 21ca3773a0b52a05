package io.luckynodes.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/**
 * What made an artifact. Nothing in it may change from run to run: no clock, host or user name.
 *
 * @param format {@link #FORMAT}; an artifact of another format is refused
 * @param kind what the artifact holds, for example {@code "weights"}; a stage refuses an input of
 *     another kind
 * @param stage the stage that made it, lower case
 * @param job the job's id, as in the plan
 * @param definition the job whole: settings with their sources, seeds and cells
 * @param inputs by role, the artifacts it was made from
 * @param code fingerprint of the stage's code and libraries
 * @param environment versions and numeric settings that can change results (Java, TensorFlow,
 *     threads, flags, CPU kernels)
 */
public record ProvenanceRecord(
    String format,
    String kind,
    String stage,
    String job,
    JsonNode definition,
    SortedMap<String, Input> inputs,
    String code,
    SortedMap<String, String> environment) {

  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-artifact/1";

  /**
   * One input artifact.
   *
   * @param name its file name in the run
   * @param sha256 digest of its bytes
   */
  public record Input(String name, String sha256) {}

  /** The same record for another kind of output of the same job. */
  public ProvenanceRecord withKind(String otherKind) {
    return new ProvenanceRecord(
        format, otherKind, stage, job, definition, inputs, code, environment);
  }
}
