package io.luckynodes.stage;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a stage: the job, and the folders of its inputs and outputs. Every artifact is named
 * {@code JOB.KIND.arrow}.
 *
 * @param in folder with the outputs of all jobs that this job needs
 * @param out folder for this job's outputs
 * @param state folder that outlives a killed task, for checkpoints; empty if there is none
 * @param limit time after which a stage that can pause does so, if there is a state folder
 * @param log receives lines of progress
 */
public record StageTask(
    Job job,
    Path in,
    Path out,
    Optional<Path> state,
    TimeLimit limit,
    java.util.function.Consumer<String> log) {

  /** A task without a time limit. */
  public StageTask(
      Job job, Path in, Path out, Optional<Path> state, java.util.function.Consumer<String> log) {
    this(job, in, out, state, TimeLimit.NONE, log);
  }

  /** This task with another time limit. */
  public StageTask within(TimeLimit other) {
    return new StageTask(job, in, out, state, other, log);
  }

  /** File name of an artifact. */
  public static String fileName(String jobId, String kind) {
    return jobId + "." + kind + ".arrow";
  }

  /** Path of the input with the given role. */
  public Path inputPath(String role, String kind) {
    String id = job.needs().get(role);
    if (id == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + job.id() + ": needs no " + role + "; it needs " + job.needs().keySet());
    }
    return in.resolve(fileName(id, kind));
  }

  /**
   * Reads and checks the whole input with the given role.
   *
   * @throws LuckyException if the input is missing, damaged or of another kind
   */
  public Artifact input(String role, String kind) {
    return ArtifactReader.read(inputPath(role, kind)).expect(kind);
  }

  /** Path of an output. */
  public Path outputPath(String kind) {
    return out.resolve(fileName(job.id(), kind));
  }

  /**
   * The provenance record of an output.
   *
   * @param inputs artifacts and files from which the output was made, by role
   * @param numerics versions and settings of the numeric library that can change results
   */
  public ProvenanceRecord record(
      String kind, Map<String, Parent> inputs, Map<String, String> numerics) {
    SortedMap<String, ProvenanceRecord.Input> named = new TreeMap<>();
    inputs.forEach((role, parent) -> named.put(role, parent.input()));
    SortedMap<String, String> environment = new TreeMap<>(numerics);
    environment.put("java", Runtime.version().toString());
    environment.put("architecture", System.getProperty("os.arch"));
    return new ProvenanceRecord(
        ProvenanceRecord.FORMAT,
        kind,
        job.stage().id(),
        job.id(),
        Json.tree(job),
        named,
        ProvenanceRecord.ancestorsOf(inputs.values()),
        CodeFingerprints.of(job.runner()),
        environment);
  }

  /** Writes an output of one table and returns its SHA-256. */
  public String write(
      String kind, Table table, Map<String, Parent> inputs, Map<String, String> numerics) {
    return ArtifactWriter.write(outputPath(kind), record(kind, inputs, numerics), table);
  }
}
