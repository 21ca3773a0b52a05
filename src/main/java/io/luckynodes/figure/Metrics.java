package io.luckynodes.figure;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The metrics from which a figure is drawn.
 *
 * @param tables batches of all jobs, by kind
 * @param inputs artifacts from which the tables were read, by role and kind
 */
record Metrics(SortedMap<String, List<Table>> tables, SortedMap<String, Parent> inputs) {

  /**
   * Reads some tables of every job that a figure's job needs. Tables are in the order of the jobs'
   * ids, so that they do not depend on the names that the plan gives to the jobs' roles. Rows get a
   * column {@link Rows#EXPERIMENT} with the experiment of the artifact's own record.
   *
   * @param artifacts path of a file, by its name
   * @throws LuckyException if no metrics are needed, or an artifact is missing, damaged or of
   *     another kind
   */
  static Metrics read(
      Job figure, Function<String, Path> artifacts, Collection<Class<? extends Row>> wanted) {
    if (figure.needs().isEmpty()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + figure.id() + ": needs: expected ids of metrics jobs, found none");
    }
    SortedMap<String, String> roles = new TreeMap<>();
    figure.needs().forEach((role, id) -> roles.putIfAbsent(id, role));
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    SortedMap<String, Parent> inputs = new TreeMap<>();
    for (Class<? extends Row> row : wanted) {
      String kind = TableType.of(row).name();
      List<Table> batches = new ArrayList<>();
      for (Map.Entry<String, String> job : roles.entrySet()) {
        Artifact artifact =
            ArtifactReader.read(artifacts.apply(StageTask.fileName(job.getKey(), kind)))
                .expect(kind);
        String experiment = artifact.record().definition().path("experiment").asText();
        for (Table batch : artifact.tables()) {
          batches.add(batch.with(Rows.EXPERIMENT, experiment));
        }
        inputs.put(job.getValue() + "." + kind, artifact.asInput());
      }
      tables.put(kind, batches);
    }
    return new Metrics(tables, inputs);
  }

  /**
   * The rows that a figure selects. They have one value on each axis of which the drawing does not
   * show several values side by side.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if several values of such an axis
   *     would be drawn as one
   */
  Rows selected(Class<? extends Row> row, FigureSpec spec) {
    List<String> sideBySide =
        DrawingKind.of(spec.drawing())
            .map(kind -> kind.axes(spec.options()).named())
            .orElse(List.of());
    return rows(row).only(spec, sideBySide);
  }

  /** All rows of one table. */
  Rows rows(Class<? extends Row> row) {
    String name = TableType.of(row).name();
    List<Table> batches = tables.get(name);
    if (batches == null) {
      throw new IllegalArgumentException("the kind of drawing does not say that it reads " + name);
    }
    return Rows.of(row, batches);
  }
}
