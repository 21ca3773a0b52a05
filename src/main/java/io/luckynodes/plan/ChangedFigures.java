package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Setting;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Figures with other settings than they are defined with, as {@code --set} asks for them. Each is
 * written as a definition that is based on the figure's, with experiments that are based on its
 * experiments, so that it is planned, run, described and repeated like one that a user wrote.
 */
final class ChangedFigures {
  private final Definitions definitions;
  private final String scale;
  private final Optional<Integer> seeds;
  private final SortedMap<String, String> files = new TreeMap<>();
  private final Set<String> figures = new LinkedHashSet<>();

  private ChangedFigures(Definitions definitions, String scale, Optional<Integer> seeds) {
    this.definitions = definitions;
    this.scale = scale;
    this.seeds = seeds;
  }

  /**
   * What is to be built in the place of some figures.
   *
   * @param files text of each new definition, by the name of its file
   * @param figures ids: new ones, and those that already have the values
   */
  record Written(SortedMap<String, String> files, Set<String> figures) {}

  /**
   * Writes a figure for each of some figures and each combination of values.
   *
   * @throws LuckyException ({@link ExitCode#USAGE}) if no experiment of a figure has a setting, or
   *     a setting cannot have a value
   */
  static Written of(
      Definitions definitions,
      List<Figure> figures,
      Assignments assignments,
      String scale,
      Optional<Integer> seeds) {
    ChangedFigures changed = new ChangedFigures(definitions, scale, seeds);
    for (Map<String, JsonNode> values : assignments.combinations()) {
      figures.forEach(figure -> changed.figure(figure, values));
    }
    return new Written(changed.files, changed.figures);
  }

  private void figure(Figure figure, Map<String, JsonNode> values) {
    requireSettings(figure, values);
    List<String> experiments = new ArrayList<>();
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    String words = "";
    for (String id : figure.experiments()) {
      Experiment experiment = Objects.requireNonNull(definitions.experiments().get(id), id);
      Map<String, JsonNode> own = changes(experiment, values);
      changes.putAll(own);
      words = own.size() < changes.size() ? words : words(experiment.model(), own);
      experiments.add(own.isEmpty() ? id : experiment(experiment, own));
    }
    if (changes.isEmpty()) {
      figures.add(figure.id());
      return;
    }
    String id = id(figure.id(), changes);
    List<String> lines =
        new ArrayList<>(
            List.of(
                "figure: " + id,
                "based_on: " + figure.id(),
                "experiment: " + Json.write(experiments),
                "title: " + Json.write(figure.title() + " (" + words + ")")));
    List<String> selected =
        changes.entrySet().stream()
            .filter(change -> figure.select().containsKey(change.getKey()))
            .map(change -> "  " + change.getKey() + ": [" + text(change.getValue()) + "]")
            .toList();
    if (!selected.isEmpty()) {
      lines.add("select:");
      lines.addAll(selected);
    }
    write(id, lines);
    figures.add(id);
  }

  /** A setting that none of a figure's experiments has, or a value that it cannot have. */
  private void requireSettings(Figure figure, Map<String, JsonNode> values) {
    values.forEach(
        (name, value) -> {
          SortedSet<String> known = new TreeSet<>();
          List<SettingSpec> specs = new ArrayList<>();
          for (String id : figure.experiments()) {
            ModelKind model = Objects.requireNonNull(definitions.experiments().get(id), id).model();
            model.settings().forEach(spec -> known.add(spec.name()));
            model.setting(name).ifPresent(specs::add);
          }
          if (name.equals(Experiment.SEEDS)) {
            throw Assignments.fault(name, "is no setting of networks; use --seeds");
          }
          if (specs.isEmpty()) {
            throw Assignments.fault(
                name,
                "no experiment of figure "
                    + figure.id()
                    + " has such a setting"
                    + Suggestion.text(name, known)
                    + "; its settings are "
                    + String.join(", ", known));
          }
          for (SettingSpec spec : specs) {
            spec.fault(value)
                .ifPresent(
                    fault -> {
                      throw Assignments.fault(name + "=" + text(value), fault);
                    });
          }
        });
  }

  /** Of some values, those that are not what an experiment has at this scale anyway. */
  private Map<String, JsonNode> changes(Experiment experiment, Map<String, JsonNode> values) {
    ScaledExperiment scaled = ScaledExperiment.of(experiment, scale, seeds);
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Setting setting = scaled.settings().get(name);
          List<JsonNode> swept = scaled.sweep().get(name);
          boolean same =
              setting != null
                  ? Definitions.sameNumber(setting.value(), value)
                  : swept == null
                      || (swept.size() == 1 && Definitions.sameNumber(swept.get(0), value));
          if (!same) {
            changes.put(name, value);
          }
        });
    return changes;
  }

  /** Writes an experiment with other values, and returns its id. */
  private String experiment(Experiment experiment, Map<String, JsonNode> changes) {
    String id = id(experiment.id(), changes);
    List<String> lines =
        new ArrayList<>(List.of("experiment: " + id, "based_on: " + experiment.id()));
    lines.add(
        "label: " + Json.write(experiment.label() + ", " + words(experiment.model(), changes)));
    for (boolean swept : new boolean[] {false, true}) {
      List<String> own = new ArrayList<>();
      changes.forEach(
          (name, value) -> {
            if (experiment.sweep().containsKey(name) == swept) {
              own.add(
                  "  %s: {%s, source: A}"
                      .formatted(
                          name, swept ? "values: [" + text(value) + "]" : "value: " + text(value)));
            }
          });
      if (!own.isEmpty()) {
        lines.add(swept ? "sweep:" : "settings:");
        lines.addAll(own);
      }
    }
    write(id, lines);
    return id;
  }

  private void write(String id, List<String> lines) {
    files.put(id.replace('/', '.') + ".yaml", String.join("\n", lines) + "\n");
  }

  /** An id that says what is changed, in whole words or, where they are too long, first letters. */
  private static String id(String original, Map<String, JsonNode> changes) {
    String whole = id(original, changes, name -> name.replace('_', '-'));
    return whole.length() <= Definitions.LONGEST_ID
        ? whole
        : id(original, changes, Planner::abbreviation);
  }

  private static String id(
      String original, Map<String, JsonNode> changes, UnaryOperator<String> naming) {
    return original
        + changes.entrySet().stream()
            .map(change -> "-" + naming.apply(change.getKey()) + "-" + plain(change.getValue()))
            .collect(Collectors.joining());
  }

  /** 0.02 as {@code 0-02}, −1 as {@code m1}, a list with dashes between its numbers. */
  private static String plain(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(item)));
      return String.join("-", items);
    }
    return text(value).replace("-", "m").replace('.', '-');
  }

  /** {@code learning rate 0.02, epochs 20}. */
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
  private static String text(JsonNode value) {
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
