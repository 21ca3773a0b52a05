package io.luckynodes.crate;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Makes named values ({@code PropertyValue}); equal values are one entity. */
final class Values {
  private final Graph graph;

  /**
   * Ids of settings that were added before, since most jobs of an experiment share their settings.
   */
  private final Map<List<Object>, String> settings = new HashMap<>();

  Values(Graph graph) {
    this.graph = graph;
  }

  /** Adds a value that many entities may share, and returns its id. */
  String of(String name, Object value) {
    return share(entity(name).with("value", value));
  }

  /** Adds a value with a unit, which is an address of QUDT, and returns its id. */
  String of(String name, Object value, String unit) {
    return share(entity(name).with("value", value).with("unitCode", unit));
  }

  /** Adds a value from a definition, and returns its id. */
  String of(String name, JsonNode value) {
    return share(entity(name).value(value));
  }

  /** Adds each of some named texts, and returns their ids. */
  List<String> of(SortedMap<String, String> values) {
    return values.entrySet().stream().map(value -> of(value.getKey(), value.getValue())).toList();
  }

  /**
   * Adds a setting with its value in force, its source, and the paper's value where it is reduced,
   * and returns its id.
   */
  String of(String name, Setting setting) {
    return settings.computeIfAbsent(List.of(name, setting), key -> share(name, setting));
  }

  private String share(String name, Setting setting) {
    Source source = setting.source();
    List<String> references = new ArrayList<>();
    references.add(
        graph.add(
            Entity.of(Ids.of("source", source.name()), "DefinedTerm")
                .with("termCode", source.name())
                .with("name", source.meaning())
                .with("description", "Where a setting's value at the paper's scale comes from")));
    JsonNode paper = setting.paper();
    if (paper != null) {
      references.add(of("at paper scale", paper));
    }
    return share(
        entity(name)
            .value(setting.value())
            .with(
                "description",
                paper == null ? "as the definition has it" : "reduced by the scale or the user")
            .link("valueReference", references));
  }

  /** Adds each of a job's settings, and returns their ids. */
  List<String> settings(Map<String, Setting> settings) {
    return settings.entrySet().stream()
        .map(setting -> of(setting.getKey(), setting.getValue()))
        .toList();
  }

  private static Entity entity(String name) {
    return Entity.of("", "PropertyValue").with("name", name);
  }

  /** Adds a value under an id that follows from its content. */
  private String share(Entity value) {
    Map<String, Object> json = value.json();
    return graph.add(
        value.named(
            Ids.of("value", String.valueOf(json.get("name")), Ids.brief(Json.write(json)))));
  }
}
