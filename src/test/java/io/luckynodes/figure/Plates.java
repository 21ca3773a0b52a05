package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Setting;
import io.luckynodes.json.Json;
import io.luckynodes.table.Row;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What drawings make of small tables, for tests. JSON may have ' for ". */
final class Plates {
  private Plates() {}

  /** The size of a number that has the deepest colour, of a map of signed numbers. */
  static double limit(HeatMap map) {
    return ((HeatMap.Signed) map.colour()).limit();
  }

  /**
   * Draws one experiment.
   *
   * @param select the figure's cells, as JSON
   * @param tables all that the drawing reads, by name
   */
  static Plate draw(String drawing, String options, String select, Map<String, TextTable> tables) {
    Map<String, List<Table>> batches = new TreeMap<>();
    for (Class<? extends Row> row : kind(drawing).tables(own(options))) {
      String name = TableType.of(row).name();
      batches.put(name, List.of(Objects.requireNonNull(tables.get(name), name).as(row)));
    }
    assertThat(batches).containsOnlyKeys(tables.keySet());
    return draw(drawing, options, List.of(experiment("one", select, new TreeMap<>())), batches);
  }

  static Plate draw(
      String drawing,
      String options,
      List<DrawnExperiment> experiments,
      Map<String, List<Table>> tables) {
    SortedMap<String, JsonNode> own = own(options);
    FigureSpec spec =
        new FigureSpec(
            "study/test", "A title", "A caption.", "A text.", drawing, own, experiments, List.of());
    DrawingKind kind = kind(drawing);
    assertThat(tables).containsOnlyKeys(kind.tableNames(own));
    return Drawings.of(kind)
        .draw(spec, new Options(spec, kind), new Metrics(new TreeMap<>(tables), new TreeMap<>()));
  }

  private static SortedMap<String, JsonNode> own(String options) {
    SortedMap<String, JsonNode> own = new TreeMap<>();
    tree(options).properties().forEach(option -> own.put(option.getKey(), option.getValue()));
    return own;
  }

  private static DrawingKind kind(String drawing) {
    return DrawingKind.of(drawing).orElseThrow();
  }

  static DrawnExperiment experiment(String id, String select, SortedMap<String, Setting> settings) {
    SortedMap<String, List<JsonNode>> axes = new TreeMap<>();
    tree(select)
        .properties()
        .forEach(
            axis -> {
              List<JsonNode> values = new ArrayList<>();
              axis.getValue().forEach(values::add);
              axes.put(axis.getKey(), values);
            });
    return new DrawnExperiment(
        id, id, id, "model", settings, axes, new TreeMap<>(), List.of(), List.of(), null);
  }

  static JsonNode tree(String json) {
    return Json.read(json.replace('\'', '"'), JsonNode.class, "test");
  }
}
