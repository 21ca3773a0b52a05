package io.luckynodes.crate;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a crate describes. Its links to other entities are sorted, and each is kept once.
 */
final class Entity {
  private final String id;
  private final TreeMap<String, Object> values = new TreeMap<>();
  private final TreeMap<String, SortedSet<String>> links = new TreeMap<>();

  private Entity(String id, List<String> types) {
    this.id = id;
    values.put("@type", types.size() == 1 ? types.get(0) : types);
  }

  static Entity of(String id, String... types) {
    return new Entity(id, Arrays.asList(types));
  }

  String id() {
    return id;
  }

  /** Sets a text or a number; null leaves the property out. */
  Entity with(String property, @Nullable Object value) {
    if (value != null) {
      values.put(property, value);
    }
    return this;
  }

  /** Sets a value from a definition; a list or mapping becomes JSON text. */
  Entity value(JsonNode value) {
    return with("value", value.isContainerNode() ? Json.write(value) : scalar(value));
  }

  private static Object scalar(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.isNull() ? "none" : value;
  }

  /** Adds links to other entities. */
  Entity link(String property, Collection<String> ids) {
    if (!ids.isEmpty()) {
      links.computeIfAbsent(property, name -> new TreeSet<>()).addAll(ids);
    }
    return this;
  }

  Entity link(String property, String id) {
    return link(property, List.of(id));
  }

  /** The same entity with another id. */
  Entity named(String other) {
    Entity named = new Entity(other, List.of());
    named.values.putAll(values);
    named.links.putAll(links);
    return named;
  }

  /** Ids of the entities to which it links by a property. */
  SortedSet<String> links(String property) {
    return links.getOrDefault(property, new TreeSet<>());
  }

  /** Ids of all entities to which it links. */
  Stream<String> linked() {
    return links.values().stream().flatMap(SortedSet::stream);
  }

  /** The entity as JSON-LD, flattened and compacted. */
  Map<String, Object> json() {
    TreeMap<String, Object> json = new TreeMap<>(values);
    json.put("@id", id);
    links.forEach(
        (property, ids) -> {
          List<Map<String, String>> references = ids.stream().map(to -> Map.of("@id", to)).toList();
          Object own = values.get(property);
          json.put(
              property,
              own != null
                  ? Stream.concat(Stream.of(own), references.stream()).toList()
                  : references.size() == 1 ? references.get(0) : references);
        });
    return json;
  }
}
