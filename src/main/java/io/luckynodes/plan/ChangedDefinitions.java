package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.artifact.Digests;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Stage;
import io.luckynodes.job.Variant;
import io.luckynodes.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Writes definitions of figures whose settings are changed. The new figure is based on the old one,
 * and its experiments on the old experiments. So they are planned, run, described and repeated like
 * definitions that a user wrote.
 */
final class ChangedDefinitions {
  /** Digits of the digest that stands for values too long for an id. */
  private static final int DIGITS = 8;

  private final Definitions definitions;
  private final SortedMap<String, String> files = new TreeMap<>();

  ChangedDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  /** The text of each definition written so far, by file name. */
  SortedMap<String, String> files() {
    return files;
  }

  /**
   * Writes the definition of a changed figure.
   *
   * @param changes by experiment of the figure, the new value of each changed setting; for an axis,
   *     a list with one value in the place of each, or one value for the whole axis
   * @param alternative whether the values are alternatives to what the figure assumes
   * @return the id of the new figure
   */
  String write(
      Figure figure, Map<String, SortedMap<String, JsonNode>> changes, boolean alternative) {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    String words = "";
    for (String id : figure.experiments()) {
      Experiment experiment = experiment(id);
      SortedMap<String, JsonNode> own = changes.getOrDefault(id, new TreeMap<>());
      all.putAll(own);
      words = own.size() < all.size() ? words : words(experiment.model(), own);
      names.put(id, own.isEmpty() ? id : write(experiment, own));
    }
    String id = id(figure.id(), all);
    List<String> lines =
        new ArrayList<>(
            List.of(
                "figure: " + id,
                "based_on: " + figure.id(),
                "experiment: " + Json.write(List.copyOf(names.values())),
                "title: " + Json.write(figure.title() + " (" + words + ")")));
    if (alternative) {
      lines.add("alternative: " + Json.write(all));
    }
    lines.addAll(selected(figure, all));
    lines.addAll(new Replacing(changes, names).lines(figure));
    files.put(fileOf(id), String.join("\n", lines) + "\n");
    return id;
  }

  private Experiment experiment(String id) {
    return Objects.requireNonNull(definitions.experiments().get(id), id);
  }

  /** The lines of {@code select} for axes whose values have changed. */
  private List<String> selected(Figure figure, SortedMap<String, JsonNode> changes) {
    List<String> lines = new ArrayList<>();
    changes.forEach(
        (name, value) -> {
          List<JsonNode> before = figure.select().get(name);
          if (before != null) {
            List<JsonNode> now =
                before.stream()
                    .map(one -> value.isArray() ? replaced(figure, name, one, value) : value)
                    .distinct()
                    .toList();
            lines.add("  " + name + ": " + now);
          }
        });
    if (!lines.isEmpty()) {
      lines.add(0, "select:");
    }
    return lines;
  }

  private JsonNode replaced(Figure figure, String axis, JsonNode one, JsonNode values) {
    for (String id : figure.experiments()) {
      Experiment.Axis swept = experiment(id).sweep().get(axis);
      if (swept != null && isOfAxis(swept, values)) {
        return atItsPlace(swept, one, values);
      }
    }
    return one;
  }

  /** Whether a value is a list with one value for each value of the axis. */
  private static boolean isOfAxis(Experiment.Axis axis, JsonNode values) {
    return values.isArray() && values.size() == axis.values().size();
  }

  /**
   * The new value in the place of a value of an axis, or the value itself if the axis does not have
   * it.
   */
  private static JsonNode atItsPlace(Experiment.Axis axis, JsonNode value, JsonNode values) {
    for (int i = 0; i < axis.values().size(); i++) {
      if (Definitions.sameNumber(axis.values().get(i), value)) {
        return values.get(i);
      }
    }
    return value;
  }

  /**
   * Replaces axis values in the options of a drawing and of its claims, where the axis has new
   * values. Axis values occur in variants and in options that have the name of the axis.
   */
  private final class Replacing {
    private final Map<String, SortedMap<String, JsonNode>> axes = new LinkedHashMap<>();
    private final Map<String, String> names;

    Replacing(Map<String, SortedMap<String, JsonNode>> changes, Map<String, String> names) {
      this.names = names;
      changes.forEach(
          (id, own) -> {
            SortedMap<String, JsonNode> swept = new TreeMap<>();
            own.forEach(
                (name, value) -> {
                  Experiment.Axis axis = experiment(id).sweep().get(name);
                  if (axis != null && isOfAxis(axis, value)) {
                    swept.put(name, value);
                  }
                });
            if (!swept.isEmpty()) {
              axes.put(id, swept);
            }
          });
    }

    List<String> lines(Figure figure) {
      if (axes.isEmpty()) {
        return List.of();
      }
      List<String> lines = new ArrayList<>();
      JsonNode options = Json.tree(figure.options());
      JsonNode now = replaced(options, axes.keySet().iterator().next());
      if (!now.equals(options)) {
        lines.add("options: " + Json.write(now));
      }
      if (!figure.claims().isEmpty()) {
        lines.add("claims:");
        figure.claims().forEach(claim -> lines.add("  - " + Json.write(fields(claim))));
      }
      return lines;
    }

    private SortedMap<String, Object> fields(Claim claim) {
      SortedMap<String, Object> fields = new TreeMap<>();
      fields.put("name", claim.name());
      fields.put("statement", claim.statement());
      fields.put("origin", claim.origin());
      fields.put("predicate", claim.predicate());
      fields.put("options", replaced(Json.tree(claim.options()), axes.keySet().iterator().next()));
      fields.put("reason", claim.reason());
      fields.put("scales", claim.scales());
      if (!claim.published().isEmpty()) {
        fields.put("published", claim.published());
      }
      if (claim.about() != null) {
        fields.put("about", claim.about().statement());
        fields.put("reading", claim.about().reading());
      }
      return fields;
    }

    /**
     * @param experiment the experiment to which values belong where none is named
     */
    private JsonNode replaced(JsonNode node, String experiment) {
      if (node instanceof ArrayNode items) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> all.add(replaced(item, experiment)));
        return all;
      }
      if (!(node instanceof ObjectNode fields)) {
        return node;
      }
      String own = fields.path(Variant.EXPERIMENT).asText(experiment);
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      fields
          .properties()
          .forEach(field -> all.set(field.getKey(), value(field.getKey(), field.getValue(), own)));
      return fields.has(Variant.EXPERIMENT)
          ? all.put(Variant.EXPERIMENT, names.getOrDefault(own, own))
          : all;
    }

    private JsonNode value(String name, JsonNode value, String experiment) {
      JsonNode values = axes.getOrDefault(experiment, new TreeMap<>()).get(name);
      Experiment.Axis axis = experiment(experiment).sweep().get(name);
      if (values == null || axis == null) {
        return replaced(value, experiment);
      }
      if (value instanceof ArrayNode items) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> all.add(atItsPlace(axis, item, values)));
        return all;
      }
      return atItsPlace(axis, value, values);
    }
  }

  /**
   * Writes an experiment with new values, and returns its id. If one of two changes has already
   * been written alone, the new experiment is based on that one. So it is not trained again where
   * the other change only concerns measuring.
   */
  private String write(Experiment experiment, SortedMap<String, JsonNode> all) {
    String id = id(experiment.id(), all);
    Optional<String> first = firstOf(experiment, all);
    SortedMap<String, JsonNode> changes = new TreeMap<>(all);
    first.ifPresent(changes::remove);
    String base = first.map(name -> id(experiment.id(), only(all, name))).orElse(experiment.id());
    List<String> lines = new ArrayList<>(List.of("experiment: " + id, "based_on: " + base));
    lines.add("label: " + Json.write(experiment.label() + ", " + words(experiment.model(), all)));
    for (boolean swept : new boolean[] {false, true}) {
      List<String> own = new ArrayList<>();
      changes.forEach(
          (name, value) -> {
            Experiment.Axis axis = experiment.sweep().get(name);
            if ((axis != null) == swept) {
              own.add(
                  "  %s: {%s, source: A}"
                      .formatted(
                          name,
                          axis == null
                              ? "value: " + text(value)
                              : "values: "
                                  + (isOfAxis(axis, value)
                                      ? text(value)
                                      : "[" + text(value) + "]")));
            }
          });
      if (!own.isEmpty()) {
        lines.add(swept ? "sweep:" : "settings:");
        lines.addAll(own);
      }
    }
    files.put(fileOf(id), String.join("\n", lines) + "\n");
    return id;
  }

  /** The change of the earliest stage among several changes that is already written alone. */
  private Optional<String> firstOf(Experiment experiment, SortedMap<String, JsonNode> changes) {
    return changes.size() == 1
        ? Optional.empty()
        : changes.keySet().stream()
            .filter(name -> files.containsKey(fileOf(id(experiment.id(), only(changes, name)))))
            .min(Comparator.comparing(name -> earliest(experiment.model(), name)));
  }

  private static SortedMap<String, JsonNode> only(
      SortedMap<String, JsonNode> changes, String name) {
    return changes.subMap(name, name + "\0");
  }

  private static Stage earliest(ModelKind model, String setting) {
    return model
        .setting(setting)
        .flatMap(spec -> spec.stages().stream().min(Comparator.naturalOrder()))
        .orElse(Stage.METRICS);
  }

  private static String fileOf(String id) {
    return id.replace('/', '.') + ".yaml";
  }

  /**
   * An id that says which settings are changed: in whole words, in first letters where whole words
   * are too long, or with a digest where the values are too long.
   */
  private static String id(String original, SortedMap<String, JsonNode> changes) {
    List<BiFunction<String, JsonNode, String>> namings =
        List.of(
            (name, value) -> name.replace('_', '-') + "-" + plain(value),
            (name, value) -> Planner.abbreviation(name) + "-" + plain(value));
    for (BiFunction<String, JsonNode, String> naming : namings) {
      String id =
          original
              + changes.entrySet().stream()
                  .map(change -> "-" + naming.apply(change.getKey(), change.getValue()))
                  .collect(Collectors.joining());
      if (id.length() <= Definitions.LONGEST_ID) {
        return id;
      }
    }
    String all =
        changes.keySet().stream().map(Planner::abbreviation).collect(Collectors.joining("-"));
    String digest = Digests.of(Json.write(changes).getBytes(StandardCharsets.UTF_8));
    return original + "-" + all + "-" + digest.substring(0, DIGITS);
  }

  /**
   * A value as part of an id: 0.02 becomes {@code 0-02}, −1 becomes {@code m1}, and a list has
   * dashes between its numbers.
   */
  private static String plain(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(item)));
      return String.join("-", items);
    }
    return text(value).replace("-", "m").replace('.', '-');
  }

  /** The changes in words, such as {@code learning rate 0.02, epochs 20}. */
  private static String words(ModelKind model, Map<String, JsonNode> changes) {
    return changes.entrySet().stream()
        .map(
            change ->
                model.setting(change.getKey()).map(SettingSpec::label).orElse(change.getKey())
                    + " "
                    + text(change.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A value as YAML and people write it: 0.00001, not 1.0E-5. */
  static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(text(item)));
      return items.toString();
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText();
  }
}
