package io.luckynodes.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.job.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that METRICS writes, tidy: one row an observation. Every table begins with {@code
 * seed}, {@code epoch} and one column for each axis of the sweep.
 */
final class MetricTables {
  /** A teacher node counts as matched when a student's correlation with it is above this [T]. */
  static final double MATCHED = 0.95;

  static final String STUDENT_NODES = "student-nodes";
  static final String TEACHER_NODES = "teacher-nodes";
  static final String LAYERS = "layers";
  static final String EVALUATION = "evaluation";
  static final String BOUNDARIES = "boundaries";

  private final Map<String, TableBuilder> tables = new TreeMap<>();

  Map<String, TableBuilder> tables() {
    return tables;
  }

  /** Rows of every teacher node of a layer, and of the layer. */
  void addLayer(Member member, int epoch, int layer, double[][] rho) {
    int[] best = Correlations.bestColumns(rho);
    double sum = 0;
    int matched = 0;
    for (int i = 0; i < rho.length; i++) {
      double correlation = rho[i][best[i]];
      sum += correlation;
      matched += correlation > MATCHED ? 1 : 0;
      add(
          TEACHER_NODES,
          member,
          epoch,
          "layer",
          layer,
          "teacher",
          i,
          "best_student",
          best[i],
          "correlation",
          correlation,
          "matched",
          correlation > MATCHED);
    }
    add(
        LAYERS,
        member,
        epoch,
        "layer",
        layer,
        "mean_best_correlation",
        sum / rho.length,
        "matched_share",
        (double) matched / rho.length);
  }

  /**
   * Rows of every student node of a layer.
   *
   * @param fanOut ‖v_j‖ of each
   */
  void addStudentNodes(Member member, int epoch, int layer, double[][] rho, double[] fanOut) {
    int[] best = Correlations.bestRows(rho);
    for (int j = 0; j < best.length; j++) {
      add(
          STUDENT_NODES,
          member,
          epoch,
          "layer",
          layer,
          "student",
          j,
          "best_teacher",
          best[j],
          "correlation",
          rho[best[j]][j],
          "fan_out",
          fanOut[j]);
    }
  }

  /** The row of a whole network; accuracies are NaN where there are no classes. */
  void addEvaluation(
      Member member, int epoch, double loss, double accuracy, double teacherAccuracy) {
    add(
        EVALUATION,
        member,
        epoch,
        "loss",
        loss,
        "accuracy",
        accuracy,
        "teacher_accuracy",
        teacherAccuracy);
  }

  /** The row of one node's decision boundary w1 x1 + w2 x2 + bias = 0. */
  void addBoundary(
      Member member,
      int epoch,
      String side,
      int node,
      double w1,
      double w2,
      double bias,
      double fanOut) {
    add(
        BOUNDARIES,
        member,
        epoch,
        "side",
        side,
        "node",
        node,
        "w1",
        w1,
        "w2",
        w2,
        "bias",
        bias,
        "fan_out",
        fanOut);
  }

  private void add(String table, Member member, int epoch, Object... cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", member.seed());
    row.put("epoch", epoch);
    for (Map.Entry<String, JsonNode> axis : member.cell().entrySet()) {
      row.put(axis.getKey(), axis.getValue().doubleValue());
    }
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    tables.computeIfAbsent(table, name -> new TableBuilder()).add(row);
  }
}
