package io.luckynodes.report;

import io.luckynodes.artifact.ProvenanceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the environments in which figures and their artifacts were made, from their records. */
public final class Environments {
  private static final Map<String, String> LABELS =
      Map.of(
          "architecture", "processor architecture",
          "cpu_kernels", "instruction sets that TensorFlow’s kernels use",
          "java", "Java",
          "onednn", "oneDNN (TF_ENABLE_ONEDNN_OPTS)",
          "tensorflow", "TensorFlow",
          "threads", "threads of an operation");

  private Environments() {}

  static List<PageModel.Condition> of(List<FigureReport> figures) {
    return ofRecords(
        figures.stream()
            .flatMap(figure -> figure.drawn().stream())
            .map(DrawnFigure::record)
            .toList());
  }

  /**
   * The conditions of some records: each name with each of its values, and the stages that ran with
   * it.
   */
  public static List<PageModel.Condition> ofRecords(List<ProvenanceRecord> records) {
    SortedMap<String, SortedMap<String, SortedSet<String>>> stages = new TreeMap<>();
    for (ProvenanceRecord record : records) {
      add(stages, record.stage(), record.environment());
      record.ancestors().values().forEach(one -> add(stages, one.stage(), one.environment()));
    }
    List<PageModel.Condition> conditions = new ArrayList<>();
    stages.forEach(
        (name, values) ->
            values.forEach(
                (value, of) ->
                    conditions.add(
                        new PageModel.Condition(label(name), value, String.join(", ", of)))));
    return conditions;
  }

  private static String label(String name) {
    return LABELS.getOrDefault(name, name.replace('_', ' '));
  }

  private static void add(
      SortedMap<String, SortedMap<String, SortedSet<String>>> stages,
      String stage,
      SortedMap<String, String> environment) {
    environment.forEach(
        (name, value) ->
            stages
                .computeIfAbsent(name, n -> new TreeMap<>())
                .computeIfAbsent(value, v -> new TreeSet<>())
                .add(stage));
  }
}
