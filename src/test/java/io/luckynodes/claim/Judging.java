package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.json.Json;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges claims on small tables, for tests. */
final class Judging {
  private Judging() {}

  /**
   * A verdict at laptop scale on one experiment.
   *
   * @param options of the claim, as JSON
   * @param select of the figure, as JSON
   * @param tables in the order in which the predicate names them
   */
  static Verdict judge(String predicate, String options, String select, TextTable... tables) {
    Map<Class<? extends Row>, Rows> rows = new HashMap<>();
    List<Class<? extends Row>> types = Predicates.of(predicate).tables();
    for (int i = 0; i < tables.length; i++) {
      rows.put(types.get(i), Rows.of(types.get(i), List.of(tables[i].as(types.get(i)))));
    }
    return Claims.judge(
        claim(predicate, options),
        "laptop",
        List.of(experiment("synthetic", select)),
        new Tables(rows));
  }

  /**
   * A verdict at laptop scale on experiments whose rows say which is theirs.
   *
   * @param tables by the record of the predicate's tables
   */
  static Verdict judge(
      String predicate,
      String options,
      List<DrawnExperiment> experiments,
      Map<Class<? extends Row>, List<Table>> tables) {
    Map<Class<? extends Row>, Rows> rows = new HashMap<>();
    tables.forEach((type, own) -> rows.put(type, Rows.of(type, own)));
    return Claims.judge(claim(predicate, options), "laptop", experiments, new Tables(rows));
  }

  static Claim claim(String predicate, String options) {
    SortedMap<String, JsonNode> map = new TreeMap<>();
    tree(options).properties().forEach(option -> map.put(option.getKey(), option.getValue()));
    return new Claim(
        "a-claim",
        "A statement.",
        "paper",
        null,
        predicate,
        map,
        "",
        "A reason.",
        List.of("laptop", "paper"));
  }

  static DrawnExperiment experiment(String id, String select) {
    SortedMap<String, List<JsonNode>> selected = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            axis -> {
              List<JsonNode> values = new ArrayList<>();
              axis.getValue().forEach(values::add);
              selected.put(axis.getKey(), values);
            });
    return new DrawnExperiment(
        id,
        id,
        "Synthetic rows",
        "fc",
        new TreeMap<>(),
        selected,
        new TreeMap<>(),
        List.of(),
        List.of(),
        null);
  }

  static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class, "test");
  }
}
