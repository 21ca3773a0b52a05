package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with the settings of one scale.
 *
 * @param settings values in force, each beside the value of the paper's experiment where that
 *     differs. The paper's experiment is this one or the one on which it is based.
 * @param sweep values in force of each axis, in order
 * @param seeds number of trials in force
 */
record ScaledExperiment(
    Experiment experiment,
    SortedMap<String, Setting> settings,
    Map<String, List<JsonNode>> sweep,
    Setting seeds) {

  /**
   * Applies the reductions of a scale, and then the user's number of seeds.
   *
   * @param seeds the user's number of seeds; empty for the number in the definition
   */
  static ScaledExperiment of(Experiment experiment, String scale, Optional<Integer> seeds) {
    Map<String, JsonNode> changes = experiment.scales().getOrDefault(scale, Map.of());
    Experiment original = experiment.original();
    SortedMap<String, Setting> settings = new TreeMap<>();
    experiment
        .settings()
        .forEach(
            (name, own) ->
                settings.put(name, inForce(own, changes.get(name), valueOf(original, name))));
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
    return new ScaledExperiment(
        experiment, settings, sweep, inForce(experiment.seeds(), trials, original.seeds().value()));
  }

  /**
   * @param change the value that the scale or the user puts in the setting's place; null if there
   *     is none
   * @param paper the value in the paper's experiment
   */
  private static Setting inForce(Setting own, @Nullable JsonNode change, JsonNode paper) {
    JsonNode value = change == null ? own.value() : change;
    return Definitions.sameNumber(value, paper)
        ? new Setting(own.value(), own.source(), null)
        : new Setting(value, own.source(), paper);
  }

  /** A setting's value, or all its values if it is swept. */
  private static JsonNode valueOf(Experiment experiment, String name) {
    Setting setting = experiment.settings().get(name);
    return setting != null
        ? setting.value()
        : JsonNodeFactory.instance
            .arrayNode()
            .addAll(Objects.requireNonNull(experiment.sweep().get(name), name).values());
  }

  /** All combinations of axis values; the value of the first axis changes slowest. */
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

  /** The reductions of this scale, in one line each. */
  List<String> reductions() {
    List<String> lines = new ArrayList<>();
    if (!seeds.value().equals(experiment.seeds().value())) {
      lines.add("seeds " + seeds.value() + " instead of " + experiment.seeds().value());
    }
    experiment.model().settings().forEach(spec -> reduction(spec).ifPresent(lines::add));
    return lines;
  }

  /** The {@link #reductions} by which architecture, width or data differ from the paper's. */
  List<String> otherThanPaper() {
    return experiment.model().settings().stream()
        .filter(SettingSpec::defining)
        .flatMap(spec -> reduction(spec).stream())
        .toList();
  }

  private Optional<String> reduction(SettingSpec spec) {
    Setting setting = settings.get(spec.name());
    String inForce =
        setting != null
            ? text(setting.value())
            : list(Objects.requireNonNull(sweep.get(spec.name()), spec.name()));
    String own = text(experiment, spec.name());
    return inForce.equals(own) || (setting != null && spec.looks())
        ? Optional.empty()
        : Optional.of(spec.label() + " " + inForce + " instead of " + own);
  }

  /**
   * The differences of the experiment at paper scale from the original on which it is based, in one
   * line each.
   */
  List<String> changes() {
    Experiment original = experiment.original();
    List<String> lines = new ArrayList<>();
    if (!experiment.seeds().value().equals(original.seeds().value())) {
      lines.add(
          change(
              "seeds",
              text(experiment.seeds().value()),
              original.seeds().source(),
              text(original.seeds().value())));
    }
    for (SettingSpec spec : experiment.model().settings()) {
      String own = text(experiment, spec.name());
      String before = text(original, spec.name());
      if (!own.equals(before) && !spec.looks()) {
        lines.add(change(spec.label(), own, source(original, spec.name()), before));
      }
    }
    if (!experiment.streams().equals(original.streams())) {
      lines.add(DrawnExperiment.OWN_STREAMS);
    }
    return lines;
  }

  private static String change(String label, String own, Source source, String before) {
    String whose =
        switch (source) {
          case T -> "the paper's ";
          case C -> "the released code's ";
          case A -> "the assumed ";
        };
    return label + " " + own + " instead of " + whose + before;
  }

  private static Source source(Experiment experiment, String name) {
    Setting setting = experiment.settings().get(name);
    return setting != null
        ? setting.source()
        : Objects.requireNonNull(experiment.sweep().get(name), name).source();
  }

  private static String text(Experiment experiment, String name) {
    Setting setting = experiment.settings().get(name);
    return setting != null
        ? text(setting.value())
        : list(Objects.requireNonNull(experiment.sweep().get(name), name).values());
  }

  /** The values of an axis in words: {@code 200, 800 and 4000}. */
  private static String list(List<JsonNode> values) {
    List<String> words = values.stream().map(ScaledExperiment::text).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** A value in words; a list of layer widths has dashes between its numbers. */
  static String text(JsonNode value) {
    if (!value.isArray()) {
      return ChangedDefinitions.text(value);
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(text(item)));
    return String.join("-", items);
  }
}
