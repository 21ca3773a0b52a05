package io.luckynodes.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What made an artifact. Nothing in it may change from run to run: no clock, host or user name.
 *
 * @param format {@link #FORMAT}; an artifact of another format is refused
 * @param kind what the artifact holds, for example {@code "weights"}; a stage refuses an input of
 *     another kind
 * @param stage the stage that made it, lower case
 * @param job the job's id, as in the plan
 * @param definition the job whole: settings with their sources, seeds and variants
 * @param inputs by role, the artifacts it was made from
 * @param ancestors by SHA-256, every artifact that it was made from, however far back, the inputs
 *     among them; so that one file tells its whole lineage
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
    SortedMap<String, Ancestor> ancestors,
    String code,
    SortedMap<String, String> environment) {

  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-artifact/2";

  /** Bytes that one may have: some 40 times that of a figure with 120 ancestors. */
  public static final int LARGEST = 8 << 20;

  /**
   * One input artifact.
   *
   * @param name its file name in the run
   * @param sha256 digest of its bytes
   */
  public record Input(String name, String sha256) {}

  /**
   * An artifact further up, in short: its record without the definition.
   *
   * @param name its file name in the run
   * @param seeds numbers of the trials that it holds, each once, ascending
   */
  public record Ancestor(
      String name,
      String kind,
      String stage,
      String job,
      List<Integer> seeds,
      SortedMap<String, Input> inputs,
      String code,
      SortedMap<String, String> environment) {

    /** An artifact in short. */
    public static Ancestor of(String name, ProvenanceRecord record) {
      TreeSet<Integer> seeds = new TreeSet<>();
      record.definition().path("members").forEach(member -> seeds.add(member.path("seed").asInt()));
      return new Ancestor(
          name,
          record.kind,
          record.stage,
          record.job,
          List.copyOf(seeds),
          record.inputs,
          record.code,
          record.environment);
    }
  }

  /** The ancestors of what is made from these. */
  public static SortedMap<String, Ancestor> ancestorsOf(Collection<Parent> parents) {
    SortedMap<String, Ancestor> ancestors = new TreeMap<>();
    for (Parent parent : parents) {
      ProvenanceRecord record = parent.record();
      if (record != null) {
        ancestors.putAll(record.ancestors);
        ancestors.put(parent.input().sha256(), Ancestor.of(parent.input().name(), record));
      }
    }
    return ancestors;
  }

  /** The same record for another kind of output of the same job. */
  public ProvenanceRecord withKind(String otherKind) {
    return new ProvenanceRecord(
        format, otherKind, stage, job, definition, inputs, ancestors, code, environment);
  }
}
