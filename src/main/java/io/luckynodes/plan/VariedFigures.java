package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.definition.Alternatives;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds figures with alternatives to assumed settings, as {@code --vary} asks for them: one setting
 * at a time, and pairs of settings where an experiment names pairs. Where several experiments of a
 * figure have the same alternative, one new figure changes them all. Figures without claims get
 * none, since alternatives serve to judge claims.
 */
final class VariedFigures {
  /** The word for all settings that have alternatives. */
  private static final String ALL = "all";

  private final Definitions definitions;
  private final String scale;
  private final Set<String> wanted;
  private final ChangedDefinitions written;
  private final Set<String> figures = new LinkedHashSet<>();
  private final SortedSet<String> known = new TreeSet<>();
  private final SortedSet<String> reduced = new TreeSet<>();

  private VariedFigures(Definitions definitions, String scale, Set<String> wanted) {
    this.definitions = definitions;
    this.scale = scale;
    this.wanted = wanted;
    this.written = new ChangedDefinitions(definitions);
  }

  /**
   * The figures that are built besides those that were selected.
   *
   * @param files text of each new definition, by the name of its file
   * @param figures ids of the new figures
   * @param leftOut sentences that name the settings that have alternatives and are not varied
   */
  record WithAlternatives(
      SortedMap<String, String> files, Set<String> figures, List<String> leftOut) {}

  /**
   * Writes a figure for each alternative.
   *
   * @param vary names of settings, separated by commas or blanks, or {@code all}
   * @throws LuckyException ({@link ExitCode#USAGE}) if no experiment of the figures has
   *     alternatives to a named setting
   */
  static WithAlternatives of(
      Definitions definitions, List<Figure> figures, String vary, String scale) {
    Set<String> wanted = new LinkedHashSet<>(List.of(vary.strip().split("[,\\s]+", -1)));
    VariedFigures varied = new VariedFigures(definitions, scale, wanted);
    figures.stream().filter(figure -> !figure.claims().isEmpty()).forEach(varied::figure);
    varied.requireKnown();
    return new WithAlternatives(varied.written.files(), varied.figures, varied.leftOut());
  }

  private void figure(Figure figure) {
    Set<Map<String, SortedMap<String, JsonNode>>> alternatives = new LinkedHashSet<>();
    for (String setting : settings(figure)) {
      known.add(setting);
      if (isWanted(setting)) {
        alternatives.addAll(one(figure, setting));
      }
    }
    for (String id : figure.experiments()) {
      for (List<String> pair : experiment(id).varyTogether()) {
        if (pair.stream().allMatch(this::isWanted)) {
          alternatives.addAll(together(experiment(id), pair));
        }
      }
    }
    alternatives.forEach(changes -> figures.add(written.write(figure, changes, true)));
  }

  private boolean isWanted(String setting) {
    return wanted.contains(ALL) || wanted.contains(setting);
  }

  private Experiment experiment(String id) {
    return Objects.requireNonNull(definitions.experiments().get(id), id);
  }

  /** Settings for which an experiment of a figure has alternatives. */
  private Set<String> settings(Figure figure) {
    Set<String> settings = new LinkedHashSet<>();
    for (String id : figure.experiments()) {
      experiment(id)
          .alternatives()
          .forEach(
              (name, alternatives) -> {
                if (!alternatives.values().isEmpty()) {
                  settings.add(name);
                }
              });
    }
    return settings;
  }

  /** The changes of each experiment, for each alternative to a setting. */
  private List<Map<String, SortedMap<String, JsonNode>>> one(Figure figure, String setting) {
    Map<JsonNode, Map<String, SortedMap<String, JsonNode>>> byValue = new LinkedHashMap<>();
    for (String id : figure.experiments()) {
      for (JsonNode value : values(experiment(id), setting)) {
        byValue
            .computeIfAbsent(value, key -> new LinkedHashMap<>())
            .put(id, new TreeMap<>(Map.of(setting, value)));
      }
    }
    return List.copyOf(byValue.values());
  }

  /** The alternatives of an experiment to a setting; none if the scale itself has another value. */
  private List<JsonNode> values(Experiment experiment, String setting) {
    Alternatives alternatives = experiment.alternatives().get(setting);
    if (alternatives == null || alternatives.values().isEmpty()) {
      return List.of();
    }
    if (experiment.reducedAt(scale, setting)) {
      reduced.add(experiment.id() + " " + setting);
      return List.of();
    }
    return alternatives.values();
  }

  private List<Map<String, SortedMap<String, JsonNode>>> together(
      Experiment experiment, List<String> pair) {
    List<Map<String, SortedMap<String, JsonNode>>> all = new ArrayList<>();
    for (JsonNode first : values(experiment, pair.get(0))) {
      for (JsonNode second : values(experiment, pair.get(1))) {
        all.add(
            Map.of(
                experiment.id(), new TreeMap<>(Map.of(pair.get(0), first, pair.get(1), second))));
      }
    }
    return all;
  }

  private List<String> leftOut() {
    List<String> sentences = new ArrayList<>();
    if (!reduced.isEmpty()) {
      sentences.add(
          "Not varied, because scale "
              + scale
              + " has values of its own instead of the assumed ones: "
              + String.join(", ", reduced));
    }
    if (figures.isEmpty()) {
      sentences.add(
          "Nothing is varied: no figure with claims has alternatives that this scale can try");
    }
    return sentences;
  }

  private void requireKnown() {
    for (String setting : wanted) {
      if (!setting.equals(ALL) && !known.contains(setting)) {
        throw new LuckyException(
            ExitCode.USAGE,
            "--vary "
                + setting
                + ": no experiment of the figures with claims gives alternatives to such a setting"
                + Suggestion.text(setting, known)
                + (known.isEmpty()
                    ? ""
                    : "; the settings with alternatives are " + String.join(", ", known)));
      }
    }
  }
}
