package io.luckynodes.claim;

import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Courses over the epochs of training of two experiments, {@code fc} and {@code conv}, of which the
 * second has an axis that the first has not; for tests of claims.
 */
final class CourseTables {
  static final String FC_BN = "{\"experiment\": \"fc\", \"batch_norm\": 1}";
  static final String FC = "{\"experiment\": \"fc\", \"batch_norm\": 0}";
  static final String CONV_BN =
      "{\"experiment\": \"conv\", \"batch_norm\": 1, \"fresh_samples\": 1}";
  static final String CONV = "{\"experiment\": \"conv\", \"batch_norm\": 0, \"fresh_samples\": 1}";

  /** Seeds that {@link #layers} and its like write. */
  static final int SEEDS = 3;

  /** Epochs of the values of a course. */
  private static final int[] EPOCHS = {0, 1, 2, 4};

  private final Map<Class<? extends Row>, Map<String, TableBuilder>> tables = new HashMap<>();

  /** ρ̄ of a cell's layers, of seeds that lie a tenth of a point to either side. */
  CourseTables layers(String cell, double[]... layers) {
    return seeds(LayersRow.class, cell, "mean_best_correlation", layers);
  }

  /** r̄ of a cell's layers likewise, of networks of which ρ̄ grows. */
  CourseTables ranks(String cell, double[]... layers) {
    layers(cell, IntStream.range(0, layers.length).mapToObj(l -> grown()).toArray(double[][]::new));
    return ranksAlone(cell, layers);
  }

  /** r̄ of a cell's layers, of networks of which ρ̄ is added by itself. */
  CourseTables ranksAlone(String cell, double[]... layers) {
    return seeds(WinnerRanksRow.class, cell, "mean_rank", layers);
  }

  private CourseTables seeds(
      Class<? extends Row> table, String cell, String measure, double[]... layers) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      double shift = 0.001 * (seed - 2);
      seed(table, cell, measure, seed, value -> value + shift, layers);
    }
    return this;
  }

  /** One seed of a cell; a course that is shorter than the others ends early. */
  CourseTables seed(
      Class<? extends Row> table,
      String cell,
      String measure,
      int seed,
      DoubleUnaryOperator change,
      double[]... layers) {
    for (int layer = 0; layer < layers.length; layer++) {
      for (int e = 0; e < layers[layer].length; e++) {
        Map<String, Object> row = row(cell, seed, EPOCHS[e]);
        row.put("layer", layer);
        row.put(measure, change.applyAsDouble(layers[layer][e]));
        builder(table, cell).add(row);
      }
    }
    return this;
  }

  /** Accuracies of one seed of a cell and of its teacher. */
  CourseTables accuracy(String cell, int seed, double teacher, double... students) {
    for (int e = 0; e < students.length; e++) {
      Map<String, Object> row = row(cell, seed, EPOCHS[e]);
      row.put("loss", 1 - students[e]);
      row.put("accuracy", students[e]);
      row.put("teacher_accuracy", teacher);
      builder(EvaluationRow.class, cell).add(row);
    }
    return this;
  }

  private static Map<String, Object> row(String cell, int seed, int epoch) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", seed);
    row.put("epoch", epoch);
    Judging.tree(cell)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                row.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    return row;
  }

  private TableBuilder builder(Class<? extends Row> table, String cell) {
    return tables
        .computeIfAbsent(table, t -> new HashMap<>())
        .computeIfAbsent(
            Judging.tree(cell).get("experiment").asText(), experiment -> new TableBuilder());
  }

  static double[] course(double... values) {
    return values;
  }

  /** Of a network that learns. */
  static double[] grown() {
    return course(0.3, 0.5, 0.6, 0.9);
  }

  Verdict judge(String predicate, String options) {
    Map<Class<? extends Row>, List<Table>> built = new HashMap<>();
    for (Class<? extends Row> table : Predicates.of(predicate).tables()) {
      List<Table> own = new ArrayList<>();
      tables
          .getOrDefault(table, Map.of())
          .forEach(
              (experiment, builder) -> own.add(builder.build().with(Rows.EXPERIMENT, experiment)));
      built.put(table, own);
    }
    return Judging.judge(
        predicate,
        options,
        List.of(
            Judging.experiment("fc", "{\"batch_norm\": [0, 1]}"),
            Judging.experiment("conv", "{\"batch_norm\": [0, 1], \"fresh_samples\": [0, 1]}")),
        built);
  }
}
