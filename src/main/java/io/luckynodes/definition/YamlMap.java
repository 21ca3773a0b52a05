package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.error.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file that knows its position, so that every fault names its line. */
final class YamlMap {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * Most characters of a number, twice as many as any float64 needs. The time to parse a number
   * grows with the square of its length.
   */
  private static final int LONGEST_NUMBER = 40;

  /** Most characters of a found text that a fault repeats. */
  private static final int MOST_SHOWN = 80;

  private final String file;
  private final String path;
  private final int line;
  private final Problems problems;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final Map<String, Integer> fieldLines = new LinkedHashMap<>();

  private YamlMap(String file, String path, MappingNode node, Problems problems) {
    this.file = file;
    this.path = path;
    this.line = lineOf(node);
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (fields.put(key.getValue(), tuple.getValueNode()) != null) {
          problems.add(new Problem(file, lineOf(key), join(key.getValue()), "stands twice"));
        }
        fieldLines.put(key.getValue(), lineOf(key));
      } else {
        problems.add(
            new Problem(file, lineOf(tuple.getKeyNode()), path, "a field's name must be a word"));
      }
    }
  }

  /** The mapping at the top of a document. */
  static Optional<YamlMap> top(String file, Node node, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(file, "", mapping, problems));
    }
    problems.add(
        new Problem(file, lineOf(node), "", "expected fields (name: value), found " + kind(node)));
    return Optional.empty();
  }

  String file() {
    return file;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Collection<String> names() {
    return fields.keySet();
  }

  /** Reports every field that is not allowed. */
  void allow(Collection<String> allowed) {
    for (String name : fields.keySet()) {
      if (!allowed.contains(name)) {
        fault(
            name,
            "unknown field"
                + Suggestion.text(name, allowed)
                + "; allowed are "
                + String.join(", ", allowed));
      }
    }
  }

  void fault(String field, String message) {
    problems.add(new Problem(file, fieldLines.getOrDefault(field, line), join(field), message));
  }

  /** A required text; empty, with a fault, if it is missing. */
  String text(String field) {
    Node node = fields.get(field);
    if (node == null) {
      fault(field, "is missing");
      return "";
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    fault(field, "expected a text, found " + kind(node));
    return "";
  }

  /** An optional text, or another text if it is missing. */
  String text(String field, String otherwise) {
    return has(field) ? text(field) : otherwise;
  }

  /**
   * A required text that can be an id.
   *
   * @param pattern pattern that the id must match
   */
  String identifier(String field, String pattern) {
    String text = text(field);
    if (text.length() > Definitions.LONGEST_ID) {
      fault(
          field, "expected at most " + Definitions.LONGEST_ID + " letters, found " + text.length());
    } else if (!text.isEmpty() && !text.matches(pattern)) {
      fault(
          field,
          "expected lower-case letters, digits and dashes (" + pattern + "), found '" + text + "'");
    }
    return text;
  }

  /**
   * A required list of different texts; a single text counts as a list of one. It is empty, with a
   * fault, if it is missing or of another type.
   */
  List<String> texts(String field) {
    if (!(fields.get(field) instanceof SequenceNode sequence)) {
      String only = text(field);
      return only.isEmpty() ? List.of() : List.of(only);
    }
    Set<String> texts = new LinkedHashSet<>();
    for (Node item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        fault(field, "expected a text or a list of texts, found " + kind(item) + " in it");
      } else if (!texts.add(scalar.getValue().strip())) {
        fault(field, scalar.getValue().strip() + " stands twice");
      }
    }
    if (sequence.getValue().isEmpty()) {
      fault(field, "expected a text or a list of texts, found an empty list");
    }
    return List.copyOf(texts);
  }

  /**
   * An optional or required mapping; empty if the field is missing, with a fault if it is required.
   */
  Optional<YamlMap> map(String field, boolean required) {
    return map(field, required, "fields (name: value)");
  }

  /**
   * An optional or required mapping; empty if the field is missing, with a fault if it is required.
   *
   * @param expected description of the expected mapping, for the fault
   */
  Optional<YamlMap> map(String field, boolean required, String expected) {
    Node node = fields.get(field);
    if (node == null) {
      if (required) {
        fault(field, "is missing");
      }
      return Optional.empty();
    }
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(file, join(field), mapping, problems));
    }
    fault(field, "expected " + expected + ", found " + kind(node));
    return Optional.empty();
  }

  /** A list of mappings; empty if the field is missing. */
  List<YamlMap> maps(String field) {
    List<YamlMap> maps = new ArrayList<>();
    Node node = fields.get(field);
    if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node item : sequence.getValue()) {
        if (item instanceof MappingNode mapping) {
          maps.add(new YamlMap(file, join(field) + "[" + index + "]", mapping, problems));
        } else {
          fault(field, "expected a list of fields (- name: value), found " + kind(item) + " in it");
        }
        index++;
      }
    } else if (node != null) {
      fault(field, "expected a list, found " + kind(node));
    }
    return maps;
  }

  /** Any value as JSON; empty if the field is missing. */
  Optional<JsonNode> value(String field) {
    return Optional.ofNullable(fields.get(field)).map(node -> json(field, node));
  }

  /** A list of any values; a single value counts as a list of one. */
  List<JsonNode> values(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      return List.of(value.get());
    }
    List<JsonNode> values = new ArrayList<>();
    value.get().forEach(values::add);
    return values;
  }

  /** All fields as JSON. */
  SortedMap<String, JsonNode> all() {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    fields.forEach((name, node) -> all.put(name, json(name, node)));
    return all;
  }

  private JsonNode json(String field, Node node) {
    if (node instanceof SequenceNode sequence) {
      return JSON.arrayNode()
          .addAll(sequence.getValue().stream().map(item -> json(field, item)).toList());
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.objectNode();
      object.setAll(new YamlMap(file, join(field), mapping, problems).all());
      return object;
    }
    ScalarNode scalar = (ScalarNode) node;
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.INT)) {
        return JSON.numberNode(Integer.parseInt(text));
      } else if (tag.equals(Tag.FLOAT)) {
        return JSON.numberNode(real(text));
      } else if (tag.equals(Tag.BOOL)) {
        return JSON.booleanNode(Boolean.parseBoolean(text));
      }
    } catch (NumberFormatException e) {
      fault(field, "expected a finite number, found " + brief(text));
    }
    return JSON.textNode(text);
  }

  private static double real(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException();
    }
    double value = new BigDecimal(text).doubleValue();
    if (Double.isInfinite(value)) {
      throw new NumberFormatException();
    }
    return value;
  }

  private String join(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String brief(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String kind(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "'" + brief(scalar.getValue()) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "fields";
  }
}
