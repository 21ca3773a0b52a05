package io.luckynodes.crate;

import io.luckynodes.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All entities of a crate, by id. */
final class Graph {
  private final SortedMap<String, Entity> entities = new TreeMap<>();

  /** Adds an entity, and returns its id; of several entities with one id, the first stays. */
  String add(Entity entity) {
    entities.putIfAbsent(entity.id(), entity);
    return entity.id();
  }

  boolean has(String id) {
    return entities.containsKey(id);
  }

  /** An entity that was added before. */
  Entity get(String id) {
    Entity entity = entities.get(id);
    if (entity == null) {
      throw new IllegalStateException("the crate has no " + id);
    }
    return entity;
  }

  /** Ids with a prefix, in order. */
  List<String> ids(String start) {
    return entities.keySet().stream().filter(id -> id.startsWith(start)).toList();
  }

  /**
   * The text of the metadata file; equal graphs give equal bytes.
   *
   * @throws IllegalStateException if an entity links to one that is not described
   */
  String json() {
    for (Entity entity : entities.values()) {
      entity
          .linked()
          .filter(to -> !entities.containsKey(to))
          .findFirst()
          .ifPresent(
              to -> {
                throw new IllegalStateException(
                    entity.id() + " links to " + to + ", not described");
              });
    }
    return Json.writeIndented(
        Map.of(
            "@context",
            Vocabulary.CONTEXT,
            "@graph",
            entities.values().stream().map(Entity::json).toList()));
  }
}
