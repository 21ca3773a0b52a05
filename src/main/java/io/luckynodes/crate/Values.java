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

/** Named values ({@code PropertyValue}); equal ones are one entity. */
final class Values {
  private final Graph graph;

  /** Ids of settings that were met before: most jobs of an experiment share theirs. */
  private final Map<List<Object>, String> settings = new HashMap<>();

  Values(Graph graph) {
    this.graph = graph;
  }

  /** A value that many things may share. */
  String of(String name, Object value) {
    return share(entity(name).with("value", value));
  }

  /** One with a unit, by QUDT's address of it. */
  String of(String name, Object value, String unit) {
    return share(entity(name).with("value", value).with("unitCode", unit));
  }

  /** One from a definition. */
  String of(String name, JsonNode value) {
    return share(entity(name).value(value));
  }

  /** Each of some named texts. */
  List<String> of(SortedMap<String, String> values) {
    return values.entrySet().stream().map(value -> of(value.getKey(), value.getValue())).toList();
  }

  /** A setting: its value in force, who says so, and the paper's value where it is reduced. */
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

  /** Each of a job's settings. */
  List<String> settings(Map<String, Setting> settings) {
    return settings.entrySet().stream()
        .map(setting -> of(setting.getKey(), setting.getValue()))
        .toList();
  }

  private static Entity entity(String name) {
    return Entity.of("", "PropertyValue").with("name", name);
  }

  /** Gives it an id from what it says, so that it needs no other name. */
  private String share(Entity value) {
    Map<String, Object> json = value.json();
    return graph.add(
        value.named(
            Ids.of("value", String.valueOf(json.get("name")), Ids.brief(Json.write(json)))));
  }
}
