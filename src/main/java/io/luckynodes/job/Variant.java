package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One combination of values of an experiment's axes, as a panel of a drawing or a claim names it:
 * {@code {experiment: luck-gaus-fc, batch_norm: 1}}.
 *
 * @param experiment id of the experiment; empty where a figure draws one experiment
 * @param axes value of each named axis; an axis of which the figure selects one value need not be
 *     named
 */
public record Variant(String experiment, SortedMap<String, Double> axes) {
  /** The type of an option of claims that names variants. */
  public static final OptionType LIST =
      new OptionType("a variant", variant -> of(variant, Set.of()).isPresent(), schema(Map.of()))
          .list()
          .called("a list of variants, each an experiment and numbers of its axes");

  /**
   * A variant as JSON Schema.
   *
   * @param besides other fields that stand beside its experiment and axes
   */
  public static SortedMap<String, Object> schema(Map<String, Object> besides) {
    SortedMap<String, Object> properties = new TreeMap<>(besides);
    properties.put(EXPERIMENT, OptionType.schema("$ref", "#/definitions/id"));
    return OptionType.schema(
        "type",
        "object",
        "additionalProperties",
        OptionType.schema("type", "number"),
        "properties",
        properties);
  }

  /** The field that names the experiment. */
  public static final String EXPERIMENT = "experiment";

  /**
   * Reads a variant; empty if the node is none.
   *
   * @param node fields, each of which must be the experiment, a number, or one of {@code besides}
   * @param besides names of fields that do not belong to the variant
   */
  public static Optional<Variant> of(JsonNode node, Set<String> besides) {
    String experiment = "";
    SortedMap<String, Double> axes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(EXPERIMENT)) {
        experiment = field.getValue().asText();
        if (!field.getValue().isTextual()) {
          return Optional.empty();
        }
      } else if (field.getValue().isNumber() && !besides.contains(field.getKey())) {
        axes.put(field.getKey(), field.getValue().doubleValue());
      } else if (!besides.contains(field.getKey())) {
        return Optional.empty();
      }
    }
    return node.isObject() ? Optional.of(new Variant(experiment, axes)) : Optional.empty();
  }

  /** The variant in words, for a figure that draws some experiments. */
  public String words(List<DrawnExperiment> drawn) {
    Optional<DrawnExperiment> own =
        drawn.stream()
            .filter(one -> experiment.isEmpty() ? drawn.size() == 1 : one.id().equals(experiment))
            .findFirst();
    String label = experiment.isEmpty() ? "" : own.map(DrawnExperiment::label).orElse(experiment);
    String values =
        axes.entrySet().stream()
            .map(
                axis ->
                    own.map(one -> one.words(axis.getKey(), axis.getValue()))
                        .orElse(axis.getKey() + " " + axis.getValue()))
            .collect(Collectors.joining(", "));
    String words = (label + " " + values).strip();
    return words.isEmpty() ? "all" : words;
  }

  /**
   * The faults of the variant in a figure, each a sentence; empty if it is one variant that the
   * figure selects.
   *
   * @param selected by experiment, the values that the figure selects on each axis
   */
  public List<String> faults(Map<String, Map<String, List<JsonNode>>> selected) {
    boolean named = !experiment.isEmpty();
    if (named ? !selected.containsKey(experiment) : selected.size() != 1) {
      return List.of(
          (named ? "experiment " + experiment + " is not" : "no experiment is named")
              + (named ? " among those" : " of those")
              + " that the figure draws: "
              + String.join(", ", selected.keySet()));
    }
    String id = named ? experiment : selected.keySet().iterator().next();
    Map<String, List<JsonNode>> swept = selected.getOrDefault(id, Map.of());
    List<String> faults = new ArrayList<>();
    axes.forEach(
        (axis, value) -> {
          List<JsonNode> values = swept.get(axis);
          if (values == null) {
            faults.add(
                axis
                    + " is not swept in "
                    + id
                    + "; its axes are "
                    + String.join(", ", swept.keySet()));
          } else if (values.stream().noneMatch(one -> one.doubleValue() == value)) {
            faults.add(
                axis
                    + " "
                    + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                    + " is not among the values that the figure selects "
                    + values);
          }
        });
    swept.forEach(
        (axis, values) -> {
          if (values.size() > 1 && !axes.containsKey(axis)) {
            faults.add(
                "no value of " + axis + " is named, and the figure selects several " + values);
          }
        });
    return faults;
  }
}
