package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.job.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the alternatives to an assumed setting from the fields of its entry. */
final class AlternativesReader {
  static final String VALUES = "alternatives";
  static final String BECAUSE = "because";

  private final YamlMap fields;
  private final Source source;

  private AlternativesReader(YamlMap fields, Source source) {
    this.fields = fields;
    this.source = source;
  }

  /**
   * Reads the alternatives to a setting with one value, and reports faults.
   *
   * @param value the assumed value
   * @return empty if the entry names no alternatives and no reason, or is faulty
   */
  static Optional<Alternatives> ofSetting(
      YamlMap fields, SettingSpec spec, Source source, JsonNode value) {
    AlternativesReader reader = new AlternativesReader(fields, source);
    return reader.read(value, one -> spec.fault(one).ifPresent(reader::fault));
  }

  /**
   * Reads the alternatives to an axis. Each is a list of as many values as the axis has, which take
   * their places.
   */
  static Optional<Alternatives> ofAxis(
      YamlMap fields, SettingSpec spec, Source source, List<JsonNode> values) {
    AlternativesReader reader = new AlternativesReader(fields, source);
    ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(values);
    return reader.read(
        all,
        one -> {
          if (!one.isArray() || one.size() != values.size()) {
            reader.fault(
                "expected lists of "
                    + values.size()
                    + " values each, which take the places of "
                    + all
                    + ", found "
                    + one);
            return;
          }
          List<JsonNode> own = new ArrayList<>();
          one.forEach(own::add);
          own.forEach(item -> spec.fault(item).ifPresent(reader::fault));
          if (own.stream().distinct().count() < own.size()) {
            reader.fault("a value stands twice in " + one);
          }
        });
  }

  private Optional<Alternatives> read(JsonNode assumed, Consumer<JsonNode> check) {
    if (!fields.has(VALUES) && !fields.has(BECAUSE)) {
      return Optional.empty();
    }
    if (source != Source.A) {
      fields.fault(
          fields.has(VALUES) ? VALUES : BECAUSE,
          "only what is assumed (source A) has alternatives, and this has source " + source);
      return Optional.empty();
    }
    String because = fields.text(BECAUSE);
    List<JsonNode> values = fields.has(VALUES) ? values(assumed, check) : List.of();
    return Optional.of(new Alternatives(values, because));
  }

  private List<JsonNode> values(JsonNode assumed, Consumer<JsonNode> check) {
    List<JsonNode> values = new ArrayList<>();
    Optional<JsonNode> given = fields.value(VALUES);
    if (given.isEmpty() || !given.get().isArray() || given.get().isEmpty()) {
      fault("expected a list of at least one other value");
      return values;
    }
    for (JsonNode one : given.get()) {
      check.accept(one);
      if (same(one, assumed)) {
        fault("expected other values than the one that is assumed, found " + one);
      } else if (values.stream().anyMatch(other -> same(other, one))) {
        fault(one + " stands twice");
      }
      values.add(one);
    }
    return values;
  }

  /** Whether two values are the same numbers, also within lists. */
  private static boolean same(JsonNode a, JsonNode b) {
    if (!a.isArray() || !b.isArray()) {
      return Definitions.sameNumber(a, b);
    }
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = Definitions.sameNumber(a.get(i), b.get(i));
    }
    return same;
  }

  private void fault(String what) {
    fields.fault(VALUES, what);
  }
}
