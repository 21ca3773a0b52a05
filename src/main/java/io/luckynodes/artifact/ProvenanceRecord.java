package io.luckynodes.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The provenance of an artifact: the job, inputs, code and environment that made it. Nothing in it
 * may change from run to run, so it holds no time, host name or user name.
 *
 * @param format {@link #FORMAT}; an artifact of another format is refused
 * @param kind kind of the artifact's contents, for example {@code "weights"}; a stage refuses an
 *     input of another kind
 * @param stage name of the stage that made it, in lower case
 * @param job the job's id, as in the plan
 * @param definition the whole job: settings with their sources, seeds and variants
 * @param inputs the artifacts and external files from which it was made, by role
 * @param ancestors every artifact from which it was made, directly or indirectly, by SHA-256; one
 *     file thus shows its whole lineage
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

  /** Largest allowed record in bytes: some 40 times that of a figure with 120 ancestors. */
  public static final int LARGEST = 8 << 20;

  /**
   * One input: an artifact or an external file.
   *
   * @param name its file name in the run
   * @param sha256 digest of its bytes
   */
  public record Input(String name, String sha256) {}

  /**
   * A summary of an ancestor: its record without the definition.
   *
   * @param name its file name in the run
   * @param seeds seeds of the trials that it holds, each once, ascending
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

    /** Summarises an artifact's record. */
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

  /** The ancestors of an artifact that is made from these parents. */
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
