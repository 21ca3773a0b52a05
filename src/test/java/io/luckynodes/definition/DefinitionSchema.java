package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.OptionType;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Source;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the JSON Schema of definitions, by which editors complete and check them, from what reads
 * them. It is of draft 7, which all editors know. It says nothing of what two places of a
 * definition say of each other, such as a setting that is missing or stands twice.
 */
final class DefinitionSchema {
  /** What is the same whatever kinds of network, scales, drawings and predicates there are. */
  private static final String FRAME =
      """
      {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made from the program; figures/README.md says how.",
        "title": "An experiment, a figure or a study of Lucky Nodes",
        "type": "object",
        "properties": {"experiment": true, "figure": true, "study": true},
        "if": {"required": ["figure"]},
        "then": {"$ref": "#/definitions/figure"},
        "else": {
          "if": {"required": ["study"], "propertyNames": {"enum": ["study", "title", "text", "link", "date"]}},
          "then": {"$ref": "#/definitions/study"},
          "else": {"$ref": "#/definitions/experiment"}
        },
        "definitions": {
          "experiment": {
            "type": "object",
            "additionalProperties": false,
            "if": {"required": ["based_on"]},
            "then": {"required": ["experiment"], "properties": {"model": false}},
            "else": {"required": ["experiment", "study", "title", "model", "measure"]},
            "properties": {
              "experiment": {"description": "The experiment's id, which is unique.", "allOf": [{"$ref": "#/definitions/id"}]},
              "based_on": {
                "description": "The experiment that has all that this one does not give.",
                "allOf": [{"$ref": "#/definitions/id"}]
              },
              "study": {"description": "The study it belongs to.", "allOf": [{"$ref": "#/definitions/id"}]},
              "label": {"description": "A few words, for places where the title is too long.", "allOf": [{"$ref": "#/definitions/text"}]},
              "title": {"description": "One line.", "allOf": [{"$ref": "#/definitions/text"}]},
              "model": {"description": "The kind of network."},
              "settings": {
                "description": "The paper's value of each setting that is not swept.",
                "type": "object",
                "additionalProperties": {"$ref": "#/definitions/setting"}
              },
              "sweep": {
                "description": "The paper's values of settings that take several.",
                "type": "object",
                "additionalProperties": {"$ref": "#/definitions/axis"}
              },
              "seeds": {
                "description": "The number of trials of every cell.",
                "allOf": [{"$ref": "#/definitions/setting"}, {"properties": {"value": {"$ref": "#/definitions/seeds"}}}]
              },
              "streams": {
                "description": "The experiment whose random numbers it draws: that on which it is based unless given, or itself.",
                "allOf": [{"$ref": "#/definitions/id"}]
              },
              "measure": {"description": "The tables that are measured."},
              "scales": {"description": "What smaller scales put in the place of the paper's values.", "type": "object"},
              "vary_together": {
                "description": "Pairs of assumed settings whose alternatives are also tried together.",
                "type": "array",
                "items": {"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": true, "items": {"type": "string"}}
              }
            }
          },
          "figure": {
            "type": "object",
            "additionalProperties": false,
            "if": {"required": ["based_on"]},
            "then": {"required": ["figure"]},
            "else": {"required": ["figure", "experiment", "title", "caption", "alternative_text", "drawing"]},
            "properties": {
              "figure": {"description": "The figure's id: its study and a name.", "allOf": [{"$ref": "#/definitions/figure_id"}]},
              "based_on": {
                "description": "The figure that has all that this one does not give.",
                "allOf": [{"$ref": "#/definitions/figure_id"}]
              },
              "experiment": {
                "description": "The id of the experiment that it draws, or a list.",
                "anyOf": [
                  {"$ref": "#/definitions/id"},
                  {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/id"}}
                ]
              },
              "title": {"description": "One line.", "allOf": [{"$ref": "#/definitions/text"}]},
              "caption": {"description": "What the figure shows, for all readers.", "allOf": [{"$ref": "#/definitions/text"}]},
              "alternative_text": {
                "description": "The figure in words, for whoever cannot see it.",
                "allOf": [{"$ref": "#/definitions/text"}]
              },
              "drawing": {"description": "How it is drawn."},
              "options": {"description": "The drawing's own options.", "type": "object"},
              "select": {"description": "The values that are drawn of an axis of the sweep.", "type": "object"},
              "claims": {
                "description": "What the paper says about the figure.",
                "type": "array",
                "items": {"$ref": "#/definitions/claim"}
              },
              "alternative": {
                "description": "The assumed settings that have another value here than in the figure on which this one is based; its claims then say how far that one's rest on them.",
                "type": "object"
              }
            }
          },
          "study": {
            "type": "object",
            "additionalProperties": false,
            "required": ["study", "title"],
            "properties": {
              "study": {"description": "The study's id, with which its figures' ids begin.", "allOf": [{"$ref": "#/definitions/id"}]},
              "title": {"description": "Its heading on the page.", "allOf": [{"$ref": "#/definitions/text"}]},
              "text": {"description": "What it is about, in a few sentences.", "allOf": [{"$ref": "#/definitions/text"}]},
              "link": {"description": "The address of the paper."},
              "date": {"description": "When it appeared, as in 2019-05; studies are told in this order."}
            }
          },
          "claim": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "statement", "origin", "predicate", "reason"],
            "properties": {
              "name": {"description": "The claim's name, which is unique in its figure.", "allOf": [{"$ref": "#/definitions/id"}]},
              "statement": {"description": "What is so, in words of our own.", "allOf": [{"$ref": "#/definitions/text"}]},
              "origin": {"description": "Who makes it: the paper, its theory, or we.", "enum": ["paper", "theory", "ours"]},
              "about": {
                "description": "The numbered statement of the paper that is held against the experiment, such as Theorem 4.",
                "allOf": [{"$ref": "#/definitions/text"}]
              },
              "reading": {
                "description": "In which reading: as printed (if nothing is said), corrected, or as an assumption of the paper.",
                "enum": ["printed", "corrected", "assumption"]
              },
              "published": {"description": "Words or numbers that stand in the paper or its released code.", "type": ["string", "number"]},
              "predicate": {"description": "The check that is made."},
              "options": {"description": "The check's thresholds and variants.", "type": "object"},
              "reason": {"description": "Why these thresholds.", "allOf": [{"$ref": "#/definitions/text"}]},
              "scales": {"description": "The scales at which it can be judged."}
            }
          },
          "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
          "figure_id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$"},
          "text": {"type": "string", "pattern": "\\\\S"},
          "setting": {
            "type": "object",
            "additionalProperties": false,
            "required": ["value", "source"],
            "properties": {
              "value": true,
              "source": {"$ref": "#/definitions/source"},
              "alternatives": {"$ref": "#/definitions/alternatives"},
              "because": {"$ref": "#/definitions/because"}
            },
            "dependencies": {"alternatives": ["because"], "because": {"properties": {"source": {"const": "A"}}}}
          },
          "alternatives": {
            "description": "Other values that would have been as reasonable as the assumed one; of an axis each is a list of as many values as it has.",
            "type": "array",
            "minItems": 1,
            "uniqueItems": true
          },
          "because": {"description": "Why these alternatives, or why there are none.", "allOf": [{"$ref": "#/definitions/text"}]},
          "axis": {
            "type": "object",
            "additionalProperties": false,
            "required": ["values", "source"],
            "properties": {
              "values": true,
              "source": {"$ref": "#/definitions/source"},
              "alternatives": {"$ref": "#/definitions/alternatives"},
              "because": {"$ref": "#/definitions/because"}
            },
            "dependencies": {"alternatives": ["because"], "because": {"properties": {"source": {"const": "A"}}}}
          },
          "source": {"description": "Where a value comes from: the paper's text, its code, or assumed here."}
        }
      }
      """;

  private static final List<ModelKind> KINDS = List.of(ModelKind.values());

  /** Characters of an option's type that is said in its place. */
  private static final int LONG = 200;

  /** Characters of a line of the file, unless a single text takes more. */
  private static final int WIDTH = 200;

  private final ObjectNode schema = Json.read(FRAME, ObjectNode.class, "the frame");
  private final ObjectNode definitions = at("/definitions");

  private DefinitionSchema() {}

  /** The file. */
  static String text() {
    DefinitionSchema own = new DefinitionSchema();
    own.experiments();
    own.figures();
    own.claims();
    own.at("/definitions/study/properties/link").put("pattern", "^" + Study.LINK + "$");
    own.at("/definitions/study/properties/date").put("pattern", "^" + StudyReader.DATE + "$");
    StringBuilder text = new StringBuilder();
    print(own.schema, "", text);
    return text.append('\n').toString();
  }

  private void experiments() {
    at("/definitions/id").put("maxLength", Definitions.LONGEST_ID);
    List<Source> sources = List.of(Source.values());
    choice(at("/definitions/source"), names(sources, Source::name))
        .set("enumDescriptions", texts(names(sources, Source::meaning)));
    ObjectNode scales = closed(at("/definitions/experiment/properties/scales"));
    for (Scale scale : Scale.values()) {
      if (scale != Scale.PAPER) {
        scales.putObject(scale.id()).put("description", scale.purpose()).put("type", "object");
      }
    }
    ObjectNode model = at("/definitions/experiment/properties/model");
    choice(model, names(KINDS, ModelKind::id))
        .set("enumDescriptions", texts(names(KINDS, ModelKind::words)));
    eachOf(
        "experiment",
        "model",
        names(KINDS, ModelKind::id),
        (id, added) -> added.put("$ref", "#/definitions/" + id));
    value(ExperimentReader.SEEDS, definitions.putObject("seeds"));
    KINDS.forEach(kind -> model(kind, definitions.putObject(kind.id())));
  }

  /** What one kind of network adds to an experiment. */
  private static void model(ModelKind kind, ObjectNode model) {
    model.put("description", kind.words());
    ObjectNode values = model.putObject("definitions");
    ObjectNode properties = model.putObject("properties");
    ObjectNode settings = closed(properties.putObject("settings"));
    ObjectNode sweep = closed(properties.putObject("sweep"));
    oneOrMore(properties.putObject("measure"), one -> choice(one, kind.tableNames()));
    String own = "#/definitions/" + kind.id() + "/definitions/";
    if (kind.hasSeeds()) {
      model.set("required", texts(List.of("settings", Experiment.SEEDS)));
      properties.putObject("scales").putObject("additionalProperties").put("$ref", own + "changes");
    } else {
      properties.put(Experiment.SEEDS, false).put("scales", false);
    }
    ObjectNode changes = closed(values.putObject("changes").put("type", "object"));
    for (SettingSpec spec : kind.settings()) {
      String one = own + spec.name();
      String some = one + ".values";
      value(spec, values.putObject(spec.name()));
      oneOrMore(values.putObject(spec.name() + ".values"), item -> item.put("$ref", one));
      ObjectNode setting = place(spec, settings);
      setting.putObject("value").put("$ref", one);
      setting.putObject("alternatives").putObject("items").put("$ref", one);
      ObjectNode axis = place(spec, sweep);
      axis.putObject("values").put("$ref", some);
      axis.putObject("alternatives")
          .putObject("items")
          .put("type", "array")
          .putObject("items")
          .put("$ref", one);
      changes.putObject(spec.name()).put("$ref", some);
    }
    changes.putObject(Experiment.SEEDS).put("$ref", "#/definitions/seeds");
  }

  private static ObjectNode place(SettingSpec spec, ObjectNode settings) {
    return settings
        .putObject(spec.name())
        .put("description", spec.meaning())
        .putObject("properties");
  }

  /** A setting's values. */
  private static void value(SettingSpec spec, ObjectNode value) {
    value.put("description", spec.meaning() + ": " + spec.allowed());
    switch (spec.type()) {
      case INTEGER, REAL -> number(spec, value);
      case INTEGERS, REALS, STEPS -> list(spec, value);
      case EPOCHS -> {
        ArrayNode either = value.putArray("anyOf");
        either.addObject().put("const", "every");
        list(spec, either.addObject());
      }
    }
  }

  private static void list(SettingSpec spec, ObjectNode list) {
    list.put("type", "array").put("minItems", 1);
    if (spec.mostItems() != Integer.MAX_VALUE) {
      list.put("maxItems", spec.mostItems());
    }
    number(spec, list.putObject("items"));
  }

  private static void number(SettingSpec spec, ObjectNode number) {
    boolean real =
        switch (spec.type()) {
          case INTEGER, INTEGERS, EPOCHS, STEPS -> false;
          case REAL, REALS -> true;
        };
    number.put("type", real ? "number" : "integer");
    if (spec.least() == Double.MIN_VALUE) {
      number.put("exclusiveMinimum", 0);
    } else if (spec.least() != -Double.MAX_VALUE) {
      number.set("minimum", plain(spec.least()));
    }
    if (spec.most() != Double.MAX_VALUE) {
      number.set("maximum", plain(spec.most()));
    }
  }

  /** 1 instead of 1.0. */
  private static JsonNode plain(double value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return value == Math.rint(value) ? json.numberNode((long) value) : json.numberNode(value);
  }

  private void figures() {
    at("/definitions/figure_id").put("maxLength", Definitions.LONGEST_ID);
    choice(at("/definitions/figure/properties/drawing"), DrawingKind.ids());
    eachOf("figure", "drawing", DrawingKind.ids(), this::drawing);
  }

  /** What one drawing adds to a figure. */
  private void drawing(String id, ObjectNode added) {
    DrawingKind kind = DrawingKind.of(id).orElseThrow();
    ObjectNode properties = added.putObject("properties");
    ObjectNode options = closed(properties.putObject("options"));
    kind.options().forEach(option -> options.set(option, schema(option, kind.type(option))));
    if (!kind.several()) {
      properties.putObject("experiment").put("maxItems", 1);
    }
  }

  private void claims() {
    ObjectNode properties = at("/definitions/claim/properties");
    choice(at("/definitions/claim/properties/predicate"), Predicates.names());
    oneOrMore(properties.withObject("/scales"), one -> choice(one, Scale.ids()));
    eachOf("claim", "predicate", Predicates.names(), this::predicate);
  }

  /** What one predicate adds to a claim: it needs all of its options. */
  private void predicate(String name, ObjectNode added) {
    List<String> names = Predicates.of(name).options().stream().sorted().toList();
    if (!names.isEmpty()) {
      added.putArray("required").add("options");
    }
    ObjectNode options = added.putObject("properties").putObject("options");
    options.set(
        "required",
        texts(
            names.stream()
                .filter(option -> !Predicates.of(name).taken().optional().contains(option))
                .toList()));
    ObjectNode each = closed(options);
    for (String option : names) {
      each.set(option, schema(option, Predicates.of(name).type(option)));
    }
  }

  /** What an option takes; a long one is said once, under the option's name. */
  private JsonNode schema(String option, OptionType type) {
    JsonNode schema = Json.tree(type.schema());
    if (schema.toString().length() <= LONG) {
      return schema;
    }
    JsonNode known = definitions.get(option);
    if (known != null && !known.equals(schema)) {
      throw new IllegalStateException("two kinds of " + option);
    }
    definitions.set(option, schema);
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/definitions/" + option);
  }

  /** Says for each value of a field what it adds to a definition. */
  private void eachOf(
      String definition,
      String field,
      Collection<String> values,
      BiConsumer<String, ObjectNode> adding) {
    ArrayNode all = definitions.withObject("/" + definition).putArray("allOf");
    for (String value : values) {
      ObjectNode one = all.addObject();
      ObjectNode condition = one.putObject("if");
      condition.putArray("required").add(field);
      condition.putObject("properties").putObject(field).put("const", value);
      adding.accept(value, one.putObject("then"));
    }
  }

  /** Lets fields have no other names than those that are added to what is returned. */
  private static ObjectNode closed(ObjectNode fields) {
    return fields.put("additionalProperties", false).putObject("properties");
  }

  /** A value, or a list of different ones. */
  private static void oneOrMore(ObjectNode either, Consumer<ObjectNode> one) {
    ArrayNode both = either.putArray("anyOf");
    one.accept(both.addObject());
    ObjectNode list = both.addObject().put("type", "array").put("minItems", 1);
    one.accept(list.put("uniqueItems", true).putObject("items"));
  }

  private static ObjectNode choice(ObjectNode value, Collection<String> names) {
    value.set("enum", texts(names));
    return value;
  }

  private static <T> List<String> names(List<T> things, Function<T, String> name) {
    return things.stream().map(name).toList();
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private ObjectNode at(String pointer) {
    return (ObjectNode) schema.requiredAt(pointer);
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
        text.append(end).append(Json.write(field.getKey())).append(": ");
        print(field.getValue(), deeper, text);
        end = ",\n" + deeper;
      }
    }
    text.append('\n').append(indent).append(node.isArray() ? ']' : '}');
  }
}
