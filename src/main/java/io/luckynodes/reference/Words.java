package io.luckynodes.reference;

import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.OptionType;
import io.luckynodes.json.Json;
import java.util.List;
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

  /**
   * An option of a drawing or a predicate.
   *
   * @param allowed its values, and whether it may be left out
   */
  record Option(String name, String meaning, String allowed) {}

  /** Options of a drawing, in the order of its declaration. */
  static List<Option> options(DrawingKind kind) {
    Map<String, String> meanings = drawing(kind.id()).options;
    return kind.options().stream()
        .map(name -> option(name, meanings, kind.type(name), kind.isOptional(name)))
        .toList();
  }

  /** Options of a predicate, by name. */
  static List<Option> options(io.luckynodes.claim.Predicate predicate) {
    Map<String, String> meanings = predicate(predicate.name()).options;
    return predicate.options().stream()
        .map(
            name ->
                option(
                    name,
                    meanings,
                    predicate.type(name),
                    predicate.taken().optional().contains(name)))
        .toList();
  }

  private static Option option(
      String name, Map<String, String> meanings, OptionType type, boolean optional) {
    return new Option(
        name,
        meanings.getOrDefault(name, ""),
        type.words() + (optional ? "; may be left out" : ""));
  }

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
