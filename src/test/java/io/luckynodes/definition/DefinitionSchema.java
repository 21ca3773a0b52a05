package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.claim.Predicates;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Source;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the JSON Schema of definitions, by which editors complete and check them, from what reads
 * them. It is of draft 7, which all editors know. It says nothing of what two places of a
 * definition say of each other, such as a setting that is missing or stands twice.
 */
final class DefinitionSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DEFINITIONS = "#/definitions/";

  /** Characters of a line of the file, unless a single text takes more. */
  private static final int WIDTH = 200;

  private DefinitionSchema() {}

  /** The file. */
  static String text() {
    ObjectNode definitions =
        object(
            "experiment", experiment(),
            "figure", figure(),
            "claim", claim(),
            "id", identifier("[a-z0-9][a-z0-9-]*"),
            "text", object("type", "string", "pattern", "\\S"),
            "source", source(),
            "setting", fields(Map.of("value", true, "source", ref("source")), "value", "source"),
            "axis", fields(Map.of("values", true, "source", ref("source")), "values", "source"),
            "cells", cells(),
            "numbers", oneOrMore(object("type", "number")));
    for (ModelKind kind : ModelKind.values()) {
      definitions.set(kind.id(), model(kind));
    }
    ObjectNode schema =
        object(
            "$schema",
            "http://json-schema.org/draft-07/schema#",
            "title",
            "An experiment or a figure of Lucky Nodes",
            "type",
            "object",
            "properties",
            object("experiment", true, "figure", true),
            "if",
            object("required", texts(List.of("figure"))),
            "then",
            ref("figure"),
            "else",
            ref("experiment"),
            "definitions",
            definitions);
    StringBuilder text = new StringBuilder();
    print(schema, "", text);
    return text.append('\n').toString();
  }

  private static ObjectNode experiment() {
    ObjectNode scales = object();
    for (Scale scale : Scale.values()) {
      if (scale != Scale.PAPER) {
        scales.set(scale.id(), object("description", scale.purpose(), "type", "object"));
      }
    }
    ArrayNode words = JSON.arrayNode();
    Arrays.stream(ModelKind.values()).map(ModelKind::words).forEach(words::add);
    List<String> kinds = Arrays.stream(ModelKind.values()).map(ModelKind::id).toList();
    ObjectNode schema =
        fields(
            Map.of(
                "experiment",
                described("The experiment's id, which is unique.", ref("id")),
                "study",
                described("The study it belongs to.", ref("id")),
                "label",
                described("A few words, for places where the title is too long.", ref("text")),
                "title",
                described("One line.", ref("text")),
                "model",
                object(
                    "description",
                    "The kind of network.",
                    "enum",
                    texts(kinds),
                    "enumDescriptions",
                    words),
                "settings",
                map("The paper's value of each setting that is not swept.", ref("setting")),
                "sweep",
                map("The paper's values of settings that take several.", ref("axis")),
                "seeds",
                described(
                    "The number of trials of every cell.",
                    ref("setting"),
                    object("properties", object("value", value(Definitions.SEEDS)))),
                "measure",
                object("description", "The tables that are measured."),
                "scales",
                object(
                    "description",
                    "What smaller scales put in the place of the paper's values.",
                    "type",
                    "object",
                    "additionalProperties",
                    false,
                    "properties",
                    scales)),
            "experiment",
            "study",
            "title",
            "model",
            "measure");
    return inOrder(schema, Definitions.EXPERIMENT_FIELDS)
        .set("allOf", eachOf("model", kinds, DefinitionSchema::ref));
  }

  /** What one kind of network adds to an experiment. */
  private static ObjectNode model(ModelKind kind) {
    ObjectNode values = object();
    ObjectNode settings = object();
    ObjectNode sweep = object();
    ObjectNode changes = object();
    for (SettingSpec spec : kind.settings()) {
      String several = spec.name() + ".values";
      ObjectNode one = ref(kind.id() + "/definitions/" + spec.name());
      ObjectNode some = ref(kind.id() + "/definitions/" + several);
      values.set(spec.name(), value(spec));
      values.set(several, oneOrMore(one));
      settings.set(spec.name(), place(spec, "value", one));
      sweep.set(spec.name(), place(spec, "values", some));
      changes.set(spec.name(), some);
    }
    changes.set(Experiment.SEEDS, value(Definitions.SEEDS));
    values.set(
        "changes", object("type", "object", "additionalProperties", false, "properties", changes));
    ObjectNode properties =
        object(
            "settings", object("additionalProperties", false, "properties", settings),
            "sweep", object("additionalProperties", false, "properties", sweep),
            "measure", oneOrMore(object("enum", texts(kind.tables()))),
            "scales", object("additionalProperties", ref(kind.id() + "/definitions/changes")));
    ObjectNode model = object("description", kind.words(), "definitions", values);
    if (kind.trained()) {
      model.set("required", texts(List.of("settings", Experiment.SEEDS)));
    } else {
      properties.put(Experiment.SEEDS, false).put("scales", false);
    }
    return model.set("properties", properties);
  }

  private static ObjectNode place(SettingSpec spec, String field, ObjectNode value) {
    return object("description", spec.meaning(), "properties", object(field, value));
  }

  /** A setting's values. */
  private static ObjectNode value(SettingSpec spec) {
    ObjectNode number = object();
    number.put("type", isWhole(spec.type()) ? "integer" : "number");
    if (spec.least() == Double.MIN_VALUE) {
      number.put("exclusiveMinimum", 0);
    } else if (spec.least() != -Double.MAX_VALUE) {
      number.set("minimum", number(spec.least()));
    }
    if (spec.most() != Double.MAX_VALUE) {
      number.set("maximum", number(spec.most()));
    }
    ObjectNode list = object("type", "array", "minItems", 1, "items", number);
    if (spec.mostItems() != Integer.MAX_VALUE) {
      list.put("maxItems", spec.mostItems());
    }
    ObjectNode value =
        switch (spec.type()) {
          case INTEGER, REAL -> number;
          case INTEGERS, REALS, STEPS -> list;
          case EPOCHS -> object("anyOf", JSON.arrayNode().add(object("const", "every")).add(list));
        };
    return object("description", spec.meaning() + ": " + spec.allowed()).setAll(value);
  }

  private static boolean isWhole(SettingSpec.Type type) {
    return switch (type) {
      case INTEGER, INTEGERS, EPOCHS, STEPS -> true;
      case REAL, REALS -> false;
    };
  }

  private static ObjectNode figure() {
    List<String> drawings = DrawingKind.ids();
    ObjectNode schema =
        fields(
            Map.of(
                "figure",
                described(
                    "The figure's id: its study and a name.",
                    identifier("[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")),
                "experiment",
                described(
                    "The id of the experiment that it draws, or a list.", oneOrMore(ref("id"))),
                "title",
                described("One line.", ref("text")),
                "caption",
                described("What the figure shows, for all readers.", ref("text")),
                "alternative_text",
                described("The figure in words, for whoever cannot see it.", ref("text")),
                "drawing",
                object("description", "How it is drawn.", "enum", texts(drawings)),
                "options",
                object("description", "The drawing's own options.", "type", "object"),
                "select",
                map("The values that are drawn of an axis of the sweep.", object()),
                "claims",
                object(
                    "description", "What the paper says about the figure.",
                    "type", "array",
                    "items", ref("claim"))),
            "figure",
            "experiment",
            "title",
            "caption",
            "alternative_text",
            "drawing");
    return inOrder(schema, Definitions.FIGURE_FIELDS)
        .set("allOf", eachOf("drawing", drawings, DefinitionSchema::drawing));
  }

  /** What one drawing adds to a figure. */
  private static ObjectNode drawing(String id) {
    DrawingKind kind = DrawingKind.of(id).orElseThrow();
    ObjectNode options = object();
    kind.options().forEach(option -> options.put(option, true));
    ObjectNode properties =
        object("options", object("additionalProperties", false, "properties", options));
    if (!kind.several()) {
      properties.set("experiment", object("maxItems", 1));
    }
    return object("properties", properties);
  }

  private static ObjectNode claim() {
    ObjectNode published = object("type", texts(List.of("string", "number")));
    ObjectNode schema =
        fields(
            Map.of(
                "name",
                described("The claim's name, which is unique in its figure.", ref("id")),
                "statement",
                described("What the paper says, in words of our own.", ref("text")),
                "published",
                described("What the paper gives for it.", published),
                "predicate",
                object("description", "The check that is made.", "enum", texts(Predicates.names())),
                "options",
                object("description", "The check's thresholds and cells.", "type", "object"),
                "reason",
                described("Why these thresholds.", ref("text")),
                "scales",
                described(
                    "The scales at which it can be judged.",
                    oneOrMore(object("enum", texts(Scale.ids()))))),
            "name",
            "statement",
            "predicate",
            "reason");
    return inOrder(schema, Definitions.CLAIM_FIELDS)
        .set("allOf", eachOf("predicate", Predicates.names(), DefinitionSchema::predicate));
  }

  /** What one predicate adds to a claim: it needs all of its options. */
  private static ObjectNode predicate(String name) {
    Set<String> cells = Predicates.of(name).variants();
    List<String> names = Predicates.of(name).options().stream().sorted().toList();
    ObjectNode options = object();
    names.forEach(option -> options.set(option, ref(cells.contains(option) ? "cells" : "numbers")));
    ObjectNode properties =
        object(
            "options",
            object("additionalProperties", false, "required", texts(names), "properties", options));
    ObjectNode added = object("properties", properties);
    return names.isEmpty() ? added : added.set("required", texts(List.of("options")));
  }

  private static ObjectNode cells() {
    ObjectNode cell =
        object(
            "type", "object",
            "additionalProperties", object("type", "number"),
            "properties", object("experiment", ref("id")));
    return object("type", "array", "minItems", 1, "items", cell);
  }

  private static ObjectNode source() {
    ArrayNode meanings = JSON.arrayNode();
    Arrays.stream(Source.values()).map(Source::meaning).forEach(meanings::add);
    return object(
        "description",
        "Where the value comes from: the paper's text, its code, or assumed here.",
        "enum",
        texts(Arrays.stream(Source.values()).map(Source::name).toList()),
        "enumDescriptions",
        meanings);
  }

  private static ObjectNode identifier(String pattern) {
    return object(
        "type", "string", "maxLength", Definitions.LONGEST_ID, "pattern", "^" + pattern + "$");
  }

  /** For each value of a field, what it adds. */
  private static ArrayNode eachOf(
      String field, Collection<String> values, Function<String, ObjectNode> added) {
    ArrayNode all = JSON.arrayNode();
    for (String value : values) {
      all.add(
          object(
              "if",
                  object(
                      "required", texts(List.of(field)),
                      "properties", object(field, object("const", value))),
              "then", added.apply(value)));
    }
    return all;
  }

  /** Fields of which no other is allowed, in an order that does not change. */
  private static ObjectNode fields(Map<String, Object> properties, String... required) {
    ObjectNode sorted = object();
    properties.keySet().stream()
        .sorted()
        .forEach(name -> sorted.setAll(object(name, properties.getOrDefault(name, true))));
    return object(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        texts(List.of(required)),
        "properties",
        sorted);
  }

  /**
   * A schema of fields, in the order in which they are read.
   *
   * @throws IllegalStateException if they are not those that are read
   */
  private static ObjectNode inOrder(ObjectNode schema, List<String> fields) {
    JsonNode properties = schema.path("properties");
    ObjectNode ordered = object();
    fields.forEach(field -> ordered.set(field, properties.path(field)));
    if (properties.size() != fields.size() || !ordered.equals(properties)) {
      throw new IllegalStateException(
          "the schema is to have the fields " + fields + ", and has " + properties.properties());
    }
    return schema.set("properties", ordered);
  }

  private static ObjectNode map(String description, ObjectNode each) {
    return object("description", description, "type", "object", "additionalProperties", each);
  }

  /** A value, or a list of different ones. */
  private static ObjectNode oneOrMore(ObjectNode one) {
    ObjectNode list =
        object("type", "array", "minItems", 1, "uniqueItems", true, "items", one.deepCopy());
    return object("anyOf", JSON.arrayNode().add(one).add(list));
  }

  /** Schemas with a description, which a reference cannot have beside it. */
  private static ObjectNode described(String description, ObjectNode... schemas) {
    return object("description", description, "allOf", JSON.arrayNode().addAll(List.of(schemas)));
  }

  private static ObjectNode ref(String definition) {
    return object("$ref", DEFINITIONS + definition);
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static JsonNode number(double value) {
    return value == Math.rint(value) ? JSON.numberNode((long) value) : JSON.numberNode(value);
  }

  /**
   * An object.
   *
   * @param pairs a name and its value, and so on
   */
  private static ObjectNode object(Object... pairs) {
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      String name = (String) pairs[i];
      Object value = pairs[i + 1];
      if (value instanceof JsonNode node) {
        object.set(name, node);
      } else if (value instanceof Boolean flag) {
        object.put(name, flag);
      } else if (value instanceof Integer number) {
        object.put(name, number);
      } else {
        object.put(name, (String) value);
      }
    }
    return object;
  }

  /** Prints what fits a line on one. */
  private static void print(JsonNode node, String indent, StringBuilder text) {
    String line = node.toString();
    if (node.isEmpty() || indent.length() + line.length() <= WIDTH) {
      text.append(line);
      return;
    }
    String deeper = indent + "  ";
    String end = "\n" + deeper;
    text.append(node.isArray() ? '[' : '{');
    if (node.isArray()) {
      for (JsonNode item : node) {
        print(item, deeper, text.append(end));
        end = ",\n" + deeper;
      }
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        text.append(end).append(JSON.textNode(field.getKey())).append(": ");
        print(field.getValue(), deeper, text);
        end = ",\n" + deeper;
      }
    }
    text.append('\n').append(indent).append(node.isArray() ? ']' : '}');
  }
}
