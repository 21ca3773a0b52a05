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

/** Replaces figures by figures with the settings that {@code --set} asks for. */
final class ChangedFigures {
  private final Definitions definitions;
  private final String scale;
  private final Optional<Integer> seeds;
  private final ChangedDefinitions written;
  private final Set<String> figures = new LinkedHashSet<>();

  private ChangedFigures(Definitions definitions, String scale, Optional<Integer> seeds) {
    this.definitions = definitions;
    this.scale = scale;
    this.seeds = seeds;
    this.written = new ChangedDefinitions(definitions);
  }

  /**
   * The figures to build instead of the figures that were selected.
   *
   * @param files text of each new definition, by the name of its file
   * @param figures ids of the new figures, and of figures that already have the values
   */
  record Written(SortedMap<String, String> files, Set<String> figures) {}

  /**
   * Writes a figure for each selected figure and each combination of values.
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
    return new Written(changed.written.files(), changed.figures);
  }

  private void figure(Figure figure, Map<String, JsonNode> values) {
    requireSettings(figure, values);
    Map<String, SortedMap<String, JsonNode>> changes = new LinkedHashMap<>();
    for (String id : figure.experiments()) {
      Experiment experiment = Objects.requireNonNull(definitions.experiments().get(id), id);
      changes.put(id, changes(experiment, values));
    }
    boolean none = changes.values().stream().allMatch(SortedMap::isEmpty);
    figures.add(none ? figure.id() : written.write(figure, changes, false));
  }

  /** Fails if none of a figure's experiments has a setting, or if a setting cannot have a value. */
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
            throw Assignments.fault(name, "is not a setting of networks; use --seeds");
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
                      throw Assignments.fault(name + "=" + ChangedDefinitions.text(value), fault);
                    });
          }
        });
  }

  /** The values that differ from those that an experiment has at this scale. */
  private SortedMap<String, JsonNode> changes(Experiment experiment, Map<String, JsonNode> values) {
    ScaledExperiment scaled = ScaledExperiment.of(experiment, scale, seeds);
    SortedMap<String, JsonNode> changes = new TreeMap<>();
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
}
