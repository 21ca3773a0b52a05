package io.luckynodes.figure;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The metrics that a figure is drawn from.
 *
 * @param tables by kind, the batches of all jobs
 * @param inputs by role and kind, the artifacts that they were read from
 */
record Metrics(SortedMap<String, List<Table>> tables, SortedMap<String, Parent> inputs) {

  /** The column of texts that says whose experiment's a row is. */
  static final String EXPERIMENT = "experiment";

  /**
   * Reads the tables of the given kinds of every job that the task needs, in the order of the jobs'
   * ids, so that nothing depends on how the plan calls them. Rows get a column {@link #EXPERIMENT},
   * as the artifact's own record has it.
   *
   * @throws LuckyException if one is missing, damaged or of another kind
   */
  static Metrics read(StageTask task, Set<String> kinds) {
    if (task.job().needs().isEmpty()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + task.job().id() + ": needs: expected ids of metrics jobs, found none");
    }
    SortedMap<String, String> roles = new TreeMap<>();
    task.job().needs().forEach((role, id) -> roles.putIfAbsent(id, role));
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    SortedMap<String, Parent> inputs = new TreeMap<>();
    for (String kind : new TreeSet<>(kinds)) {
      List<Table> batches = new ArrayList<>();
      for (Map.Entry<String, String> job : roles.entrySet()) {
        Artifact artifact =
            ArtifactReader.read(task.in().resolve(StageTask.fileName(job.getKey(), kind)))
                .expect(kind);
        String experiment = artifact.record().definition().path("experiment").asText();
        for (Table batch : artifact.tables()) {
          batches.add(batch.with(EXPERIMENT, experiment));
        }
        inputs.put(job.getValue() + "." + kind, artifact.asInput());
      }
      tables.put(kind, batches);
    }
    return new Metrics(tables, inputs);
  }

  /** All rows of one kind of table. */
  Rows rows(String kind) {
    return Rows.of(tables.getOrDefault(kind, List.of()));
  }
}
