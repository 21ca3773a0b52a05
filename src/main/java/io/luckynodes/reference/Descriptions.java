package io.luckynodes.reference;

import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.definition.Alternatives;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.drawing.AllTables;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.drawing.TableWords;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.report.Wording;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes what definitions name: settings, tables, drawings, predicates, claims and others. */
public final class Descriptions {
  private final Definitions definitions;

  /**
   * @param definitions that use what is described
   */
  public Descriptions(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Everything of a name: a setting and a table, for example, can be called alike.
   *
   * @param name of a setting, table, drawing, predicate, kind of network, experiment, of a figure
   *     as {@code STUDY/FIGURE}, or of a claim as {@code STUDY/FIGURE/CLAIM}
   * @throws LuckyException ({@link ExitCode#USAGE}) if nothing has this name
   */
  public List<Description> of(String name) {
    List<Description> found = new ArrayList<>();
    found.addAll(settings(name));
    AllTables.named(name).ifPresent(table -> found.add(table(TableType.of(table))));
    DrawingKind.of(name).ifPresent(kind -> found.add(drawing(kind)));
    if (Predicates.names().contains(name)) {
      found.add(predicate(Predicates.of(name)));
    }
    ModelKind.of(name).ifPresent(kind -> found.add(model(kind)));
    Experiment experiment = definitions.experiments().get(name);
    if (experiment != null) {
      found.add(experiment(experiment));
    }
    Figure figure = definitions.figures().get(name);
    if (figure != null) {
      found.add(figure(figure));
    }
    for (Figure one : definitions.figures().values()) {
      one.claims().stream()
          .filter(claim -> name.equals(one.id() + "/" + claim.name()))
          .forEach(claim -> found.add(claim(one, claim)));
    }
    if (found.isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          "nothing is called '"
              + name
              + "'"
              + Suggestion.text(name, names())
              + ": expected a setting, table, drawing, predicate, kind of network, experiment,"
              + " STUDY/FIGURE or STUDY/FIGURE/CLAIM");
    }
    return found;
  }

  /** Everything that can be described. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(AllTables.names());
    names.addAll(DrawingKind.ids());
    names.addAll(Predicates.names());
    for (ModelKind kind : ModelKind.values()) {
      names.add(kind.id());
      kind.settings().forEach(spec -> names.add(spec.name()));
    }
    names.addAll(definitions.experiments().keySet());
    definitions
        .figures()
        .forEach(
            (id, figure) -> {
              names.add(id);
              figure.claims().forEach(claim -> names.add(id + "/" + claim.name()));
            });
    return names;
  }

  /** A setting, once for each meaning that kinds of network give it. */
  private List<Description> settings(String name) {
    Map<SettingSpec, List<ModelKind>> kinds = new LinkedHashMap<>();
    for (ModelKind kind : ModelKind.values()) {
      kind.setting(name)
          .ifPresent(spec -> kinds.computeIfAbsent(spec, s -> new ArrayList<>()).add(kind));
    }
    List<Description> found = new ArrayList<>();
    kinds.forEach((spec, of) -> found.add(setting(spec, of)));
    return found;
  }

  private Description setting(SettingSpec spec, List<ModelKind> kinds) {
    List<String> values = new ArrayList<>();
    for (Experiment experiment : definitions.experiments().values()) {
      if (kinds.contains(experiment.model())) {
        value(experiment, spec.name()).ifPresent(text -> values.add(experiment.id() + ": " + text));
      }
    }
    return new Description.Facts()
        .add("meaning", spec.meaning())
        .add("allowed", spec.allowed())
        .add("models", kinds.stream().map(ModelKind::id).collect(Collectors.joining(", ")))
        .add(
            "stages",
            spec.stages().stream()
                .sorted()
                .map(Stage::id)
                .collect(Collectors.joining(", ", "a change runs again: ", " and what follows")))
        .add("not varied", spec.unvaried())
        .add("values", values)
        .of("setting", spec.name());
  }

  private static Optional<String> value(Experiment experiment, String name) {
    Setting setting = experiment.settings().get(name);
    Experiment.Axis axis = experiment.sweep().get(name);
    if (setting == null && axis == null) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    if (setting != null) {
      text.append(Wording.value(setting.value())).append(" [").append(setting.source());
    } else if (axis != null) {
      text.append("sweep over ")
          .append(axis.values().stream().map(Wording::value).collect(Collectors.joining(", ")))
          .append(" [")
          .append(axis.source());
    }
    text.append(']');
    experiment
        .scales()
        .forEach(
            (scale, changes) -> {
              if (changes.containsKey(name)) {
                text.append(", at ").append(scale).append(": ");
                text.append(Wording.value(changes.get(name)));
              }
            });
    Alternatives others = experiment.alternatives().get(name);
    if (others != null && !others.values().isEmpty()) {
      text.append(", alternatives: ");
      text.append(others.values().stream().map(Wording::value).collect(Collectors.joining("; ")));
    }
    return Optional.of(text.toString());
  }

  private Description table(TableType type) {
    TableWords words = TableWords.all().get(type.name());
    Description.Facts facts = new Description.Facts();
    if (words != null) {
      facts.add("one row for", words.row());
      facts.add(
          "columns",
          words.columns().entrySet().stream()
              .map(
                  column ->
                      column.getKey()
                          + ": "
                          + (column.getValue().meaning() == null
                              ? column.getValue().title()
                              : column.getValue().meaning()))
              .toList());
      facts.add("note", words.note() == null ? "" : words.note());
    }
    return facts
        .add("first columns", "seed, " + type.time() + ", and the axes of the sweep")
        .add(
            "measured of",
            Arrays.stream(ModelKind.values())
                .filter(kind -> kind.tableNames().contains(type.name()))
                .map(ModelKind::id)
                .collect(Collectors.joining(", ")))
        .add(
            "drawn by",
            Arrays.stream(DrawingKind.values())
                .filter(kind -> kind.tableNames(Map.of()).contains(type.name()))
                .map(DrawingKind::id)
                .collect(Collectors.joining(", ")))
        .add(
            "judged by",
            Predicates.names().stream()
                .filter(
                    name ->
                        Predicates.of(name).tables().stream()
                            .anyMatch(table -> TableType.of(table).equals(type)))
                .collect(Collectors.joining(", ")))
        .of("table", type.name());
  }

  private Description drawing(DrawingKind kind) {
    Words.Drawing words = Words.drawing(kind.id());
    return new Description.Facts()
        .add("shows", words.shows())
        .add("needs", words.needs())
        .add("options", lines(Words.options(kind)))
        .add(
            "figures",
            definitions.figures().values().stream()
                .filter(figure -> figure.drawing().equals(kind.id()))
                .map(Figure::id)
                .collect(Collectors.joining(", ")))
        .of("drawing", kind.id());
  }

  private static List<String> lines(List<Words.Option> options) {
    return options.stream()
        .map(option -> option.name() + ": " + option.meaning() + " (" + option.allowed() + ")")
        .toList();
  }

  private Description predicate(Predicate predicate) {
    Words.Predicate words = Words.predicate(predicate.name());
    List<String> claims = new ArrayList<>();
    for (Figure figure : definitions.figures().values()) {
      figure.claims().stream()
          .filter(claim -> claim.predicate().equals(predicate.name()))
          .forEach(claim -> claims.add(figure.id() + "/" + claim.name()));
    }
    return new Description.Facts()
        .add("holds if", words.holds())
        .add(
            "tables",
            predicate.tables().stream()
                .map(table -> TableType.of(table).name())
                .collect(Collectors.joining(", ")))
        .add("options", lines(Words.options(predicate)))
        .add("claims", claims)
        .of("predicate", predicate.name());
  }

  private Description model(ModelKind kind) {
    return new Description.Facts()
        .add("is", kind.words())
        .add("stages", kind.stages().stream().map(Stage::id).collect(Collectors.joining(", ")))
        .add("data set", kind.dataset().orElse("none: inputs are drawn from random streams"))
        .add(
            "settings",
            kind.settings().stream().map(SettingSpec::name).collect(Collectors.joining(", ")))
        .add("tables", String.join(", ", kind.tableNames()))
        .add(
            "experiments",
            definitions.experiments().values().stream()
                .filter(experiment -> experiment.model() == kind)
                .map(Experiment::id)
                .collect(Collectors.joining(", ")))
        .of("kind of network", kind.id());
  }

  private Description experiment(Experiment experiment) {
    Experiment base = experiment.basedOn();
    return new Description.Facts()
        .add("title", experiment.title())
        .add("study", experiment.study())
        .add("model", experiment.model().id())
        .add("based on", base == null ? "" : base.id())
        .add(
            "seeds",
            Wording.value(experiment.seeds().value()) + " [" + experiment.seeds().source() + "]")
        .add(
            "settings",
            experiment.model().settings().stream()
                .flatMap(
                    spec ->
                        value(experiment, spec.name())
                            .map(text -> spec.name() + ": " + text)
                            .stream())
                .toList())
        .add("tables", String.join(", ", experiment.measure()))
        .add(
            "figures",
            definitions.figures().values().stream()
                .filter(figure -> figure.experiments().contains(experiment.id()))
                .map(Figure::id)
                .collect(Collectors.joining(", ")))
        .add("defined in", experiment.file())
        .of("experiment", experiment.id());
  }

  private static Description figure(Figure figure) {
    return new Description.Facts()
        .add("title", figure.title())
        .add("shows", figure.caption().strip())
        .add("drawing", figure.drawing())
        .add("experiments", String.join(", ", figure.experiments()))
        .add(
            "claims",
            figure.claims().stream().map(claim -> claim.name() + ": " + claim.statement()).toList())
        .add("defined in", figure.file())
        .add("build it", "./nextflow run . --figures " + figure.id())
        .of("figure", figure.id());
  }

  private static Description claim(Figure figure, Claim claim) {
    String id = figure.id() + "/" + claim.name();
    Claim.About about = claim.about();
    return new Description.Facts()
        .add("says", claim.statement())
        .add("said by", Origin.of(claim.origin()).map(Origin::words).orElse(claim.origin()))
        .add("about", about == null ? "" : about.statement() + ", " + about.reading())
        .add("the paper", claim.published())
        .add("figure", figure.id() + ": " + figure.title())
        .add("predicate", claim.predicate())
        .add("holds if", Words.predicate(claim.predicate()).holds())
        .add(
            "options",
            claim.options().entrySet().stream()
                .map(
                    option ->
                        option.getKey()
                            + ": "
                            + (option.getValue().isObject()
                                    || option.getValue().findValue("experiment") != null
                                ? Json.write(option.getValue())
                                : Wording.value(option.getValue())))
                .toList())
        .add("reason", claim.reason())
        .add("scales", String.join(", ", claim.scales()))
        .add("defined in", figure.file())
        .add("judge it", "./nextflow run . --claim " + id)
        .of("claim", id);
  }
}
