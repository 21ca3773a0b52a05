package io.luckynodes.reference;

import io.luckynodes.json.Json;
import java.util.Map;

/**
 * The meaning of drawings and predicates and of their options, as {@code drawings.json} and {@code
 * predicates.json} beside this class say. The words stand in a package that no stage reaches, so
 * that other words change no fingerprint.
 */
final class Words {
  private static final Map<String, Drawing> DRAWINGS =
      Map.copyOf(Json.resource(Words.class, "drawings.json", Drawings.class).drawings);

  private static final Map<String, Predicate> PREDICATES =
      Map.copyOf(Json.resource(Words.class, "predicates.json", Predicates.class).predicates);

  private Words() {}

  /**
   * A drawing.
   *
   * @param shows what a reader sees
   * @param needs what its experiments must have
   * @param options the meaning of each option
   */
  record Drawing(String shows, String needs, Map<String, String> options) {}

  /**
   * A predicate.
   *
   * @param holds what must be so for a claim to hold
   * @param options the meaning of each option
   */
  record Predicate(String holds, Map<String, String> options) {}

  /** The file of drawings. */
  private record Drawings(Map<String, Drawing> drawings) {}

  /** The file of predicates. */
  private record Predicates(Map<String, Predicate> predicates) {}

  /** Words of each drawing, by its name in definitions. */
  static Map<String, Drawing> drawings() {
    return DRAWINGS;
  }

  /** Words of each predicate, by its name in definitions. */
  static Map<String, Predicate> predicates() {
    return PREDICATES;
  }

  /** Words of one drawing. */
  static Drawing drawing(String name) {
    return DRAWINGS.getOrDefault(name, new Drawing("", "", Map.of()));
  }

  /** Words of one predicate. */
  static Predicate predicate(String name) {
    return PREDICATES.getOrDefault(name, new Predicate("", Map.of()));
  }
}
