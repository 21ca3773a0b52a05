package io.luckynodes.metrics.race;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.job.Member;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of the race, tidy: one row an observation. Every table begins with {@code seed},
 * {@code epoch}, which counts steps here, and one column for each axis of the sweep.
 */
final class RaceTables {
  static final String LEARNING_CURVE = "learning-curve";
  static final String CLASSIFICATION = "classification";
  static final String NEURONS = "neurons";
  static final String UPDATES = "updates";
  static final String GROWTH = "growth";
  static final String CLUSTERS = "clusters";
  static final String CLUSTER_TARGETS = "cluster-targets";
  static final String MERGING = "merging";
  static final String PRUNING = "pruning";
  static final String STABLE_CELLS = "stable-cells";
  static final String PROBES = "probes";
  static final String PLANE_CELLS = "plane-cells";
  static final String PLANE_NEURONS = "plane-neurons";
  static final String PLANE_SAMPLES = "plane-samples";

  private final Map<String, TableBuilder> tables = new TreeMap<>();
  private final Set<String> wanted;

  /**
   * @param wanted names of the tables to fill; rows of others are passed over
   */
  RaceTables(Collection<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  boolean wants(String... any) {
    for (String table : any) {
      if (wanted.contains(table)) {
        return true;
      }
    }
    return false;
  }

  Map<String, TableBuilder> tables() {
    return tables;
  }

  /**
   * Adds a row.
   *
   * @param cells names and values of the further columns, in turn
   */
  void add(String table, Member member, int step, Object... cells) {
    if (!wants(table)) {
      return;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", member.seed());
    row.put("epoch", step);
    for (Map.Entry<String, JsonNode> axis : member.cell().entrySet()) {
      row.put(axis.getKey(), axis.getValue().doubleValue());
    }
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    tables.computeIfAbsent(table, name -> new TableBuilder()).add(row);
  }
}
