package io.luckynodes.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TableWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small METRICS jobs of kinds that are worked out whole, for tests. JSON may have ' for ". */
public final class ComputedJobs {
  private ComputedJobs() {}

  /**
   * A job.
   *
   * @param settings as JSON, with {@code measure} among them
   * @param changed settings that replace some of these
   * @param seeds how many
   * @param variants as JSON, each of every seed; one without axes if there are none
   */
  public static Job job(
      String model, String settings, String changed, int seeds, String... variants) {
    SortedMap<String, Setting> all = new TreeMap<>();
    for (String some : List.of(settings, changed)) {
      tree(some)
          .properties()
          .forEach(one -> all.put(one.getKey(), new Setting(one.getValue(), Source.A, null)));
    }
    List<Member> members = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (String variant : variants.length == 0 ? List.of("{}") : Arrays.asList(variants)) {
        SortedMap<String, JsonNode> axes = new TreeMap<>();
        tree(variant).properties().forEach(axis -> axes.put(axis.getKey(), axis.getValue()));
        members.add(new Member(seed, axes));
      }
    }
    return new Job(
        "metrics." + model,
        Stage.METRICS,
        "study",
        model,
        model,
        "laptop",
        all,
        members,
        new TreeMap<>(),
        null);
  }

  /** The rows of a table; none if nothing was measured of it. */
  public static Rows rows(TableWriter tables, Class<? extends Row> row) {
    return Rows.of(
        row, Optional.ofNullable(tables.tables().get(TableType.of(row).name())).stream().toList());
  }

  /** The rows of a law. */
  public static Rows law(TableWriter tables, String law) {
    return rows(tables, LawsRow.class).where(LawsRow.LAW, law);
  }

  private static JsonNode tree(String json) {
    return Json.read(json.replace('\'', '"'), JsonNode.class, "test");
  }
}
