package io.luckynodes.crate;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.artifact.ProvenanceRecord.Input;
import io.luckynodes.job.Job;
import io.luckynodes.lineage.Results;
import io.luckynodes.stage.RecordFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was run once, with its outputs.
 *
 * @param definition null if only the records of later jobs name it
 * @param made SHA-256 of its outputs, by name
 * @param records paths of its record files
 */
record Maker(
    String job,
    String stage,
    String code,
    SortedMap<String, String> environment,
    SortedMap<String, Input> inputs,
    List<Integer> seeds,
    @Nullable Job definition,
    SortedMap<String, String> made,
    List<String> records) {

  /** Name of the runner, or of the stage if the job's definition is unknown. */
  String runner() {
    return definition == null ? stage : definition.runner();
  }

  /** The experiment, which is the second part of the job's id and the folder of its metrics. */
  String experiment() {
    String[] parts = job.split("\\.", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  /**
   * The jobs of the records by id, and then the jobs whose outputs only the records of later jobs
   * name.
   */
  static List<Maker> of(SortedMap<String, RecordFile> files) {
    SortedMap<String, Maker> byJob = new TreeMap<>();
    SortedMap<String, Ancestor> ancestors = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          ProvenanceRecord record = file.record();
          Maker maker = byJob.computeIfAbsent(record.job(), job -> of(record));
          maker.inputs.putAll(record.inputs());
          maker.made.putAll(file.files());
          maker.records.add(path);
          ancestors.putAll(record.ancestors());
        });
    byJob.values().forEach(maker -> ancestors.keySet().removeAll(maker.made.values()));
    List<Maker> makers = new ArrayList<>(byJob.values());
    ancestors.forEach((sha256, ancestor) -> makers.add(of(sha256, ancestor)));
    return makers;
  }

  private static Maker of(ProvenanceRecord record) {
    return new Maker(
        record.job(),
        record.stage(),
        record.code(),
        record.environment(),
        new TreeMap<>(),
        Ancestor.of("", record).seeds(),
        Results.job(record),
        new TreeMap<>(),
        new ArrayList<>());
  }

  private static Maker of(String sha256, Ancestor ancestor) {
    return new Maker(
        ancestor.job(),
        ancestor.stage(),
        ancestor.code(),
        ancestor.environment(),
        ancestor.inputs(),
        ancestor.seeds(),
        null,
        new TreeMap<>(Map.of(ancestor.name(), sha256)),
        List.of());
  }
}
