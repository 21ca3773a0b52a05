package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.job.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as one scale runs it.
 *
 * @param settings values in force
 * @param sweep values in force of each axis, in order
 * @param seeds number of trials in force
 */
record ScaledExperiment(
    Experiment experiment,
    SortedMap<String, Setting> settings,
    Map<String, List<JsonNode>> sweep,
    Setting seeds) {

  /**
   * Applies a scale's reductions, and the user's number of seeds over them.
   *
   * @param seeds the user's number; empty for the definition's
   */
  static ScaledExperiment of(Experiment experiment, String scale, Optional<Integer> seeds) {
    Map<String, JsonNode> changes = experiment.scales().getOrDefault(scale, Map.of());
    SortedMap<String, Setting> settings = new TreeMap<>();
    experiment
        .settings()
        .forEach((name, paper) -> settings.put(name, changed(paper, changes.get(name))));
    Map<String, List<JsonNode>> sweep = new LinkedHashMap<>();
    experiment
        .sweep()
        .forEach(
            (name, axis) -> {
              JsonNode change = changes.get(name);
              List<JsonNode> values = new ArrayList<>();
              if (change == null) {
                values.addAll(axis.values());
              } else if (change.isArray()) {
                change.forEach(values::add);
              } else {
                values.add(change);
              }
              sweep.put(name, values);
            });
    JsonNode trials =
        seeds
            .filter(wanted -> experiment.model().hasSeeds())
            .<JsonNode>map(JsonNodeFactory.instance::numberNode)
            .orElse(changes.get(Experiment.SEEDS));
    return new ScaledExperiment(experiment, settings, sweep, changed(experiment.seeds(), trials));
  }

  private static Setting changed(Setting paper, @Nullable JsonNode change) {
    return change == null || Definitions.sameNumber(change, paper.value())
        ? paper
        : new Setting(change, paper.source(), paper.value());
  }

  /** All combinations of axis values, the first axis slowest. */
  List<SortedMap<String, JsonNode>> variants() {
    List<SortedMap<String, JsonNode>> variants = new ArrayList<>();
    variants.add(new TreeMap<>());
    for (Map.Entry<String, List<JsonNode>> axis : sweep.entrySet()) {
      List<SortedMap<String, JsonNode>> longer = new ArrayList<>();
      for (SortedMap<String, JsonNode> variant : variants) {
        for (JsonNode value : axis.getValue()) {
          SortedMap<String, JsonNode> extended = new TreeMap<>(variant);
          extended.put(axis.getKey(), value);
          longer.add(extended);
        }
      }
      variants = longer;
    }
    return variants;
  }

  /** What this scale reduces, one line each, as people read it. */
  List<String> reductions() {
    List<String> lines = new ArrayList<>();
    if (seeds.paper() != null) {
      lines.add("seeds " + seeds.value() + " instead of " + seeds.paper());
    }
    experiment.model().settings().forEach(spec -> lines.addAll(reductions(spec)));
    return lines;
  }

  /** Those of {@link #reductions} by which architecture, width or data differ from the paper's. */
  List<String> otherThanPaper() {
    return experiment.model().settings().stream()
        .filter(SettingSpec::defining)
        .flatMap(spec -> reductions(spec).stream())
        .toList();
  }

  private List<String> reductions(SettingSpec spec) {
    List<String> lines = new ArrayList<>();
    Setting setting = settings.get(spec.name());
    if (setting != null && setting.paper() != null && !spec.looks()) {
      lines.add(
          spec.label() + " " + text(setting.value()) + " instead of " + text(setting.paper()));
    }
    List<JsonNode> values = sweep.get(spec.name());
    Experiment.Axis axis = experiment.sweep().get(spec.name());
    if (values != null && axis != null && !values.equals(axis.values())) {
      lines.add(spec.label() + " " + list(values) + " instead of " + list(axis.values()));
    }
    return lines;
  }

  private static String list(List<JsonNode> values) {
    return values.stream().map(ScaledExperiment::text).toList().toString();
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      // 0.0005, where Java alone would write 5.0E-4.
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(text(item)));
    return String.join("-", items);
  }
}
