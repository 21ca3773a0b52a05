package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.claim.Claims;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Reading;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * All experiments and figures, read from YAML and checked whole before anything runs: every fault
 * of every file is reported together.
 *
 * @param experiments by id
 * @param figures by id
 * @param own the user's own files, as experiments and figures name them
 */
public record Definitions(
    SortedMap<String, Experiment> experiments, SortedMap<String, Figure> figures, Set<String> own) {
  /** Some hundred times the largest experiment; each network stands in the plan. */
  static final long MOST_NETWORKS = 100_000;

  /**
   * Ids become names of files, several of them joined, which no file system takes at any length.
   */
  static final int LONGEST_ID = 60;

  /** The number of trials, which is given like a setting, but is none of the network's. */
  static final SettingSpec SEEDS =
      new SettingSpec(
          Experiment.SEEDS,
          "seeds",
          SettingSpec.Type.INTEGER,
          1,
          100_000,
          Integer.MAX_VALUE,
          Set.of(),
          false,
          false,
          "number of trials");

  static final List<String> EXPERIMENT_FIELDS =
      List.of(
          "experiment",
          "study",
          "label",
          "title",
          "model",
          "settings",
          "sweep",
          "seeds",
          "measure",
          "scales");
  static final List<String> FIGURE_FIELDS =
      List.of(
          "figure",
          "experiment",
          "title",
          "caption",
          "alternative_text",
          "drawing",
          "options",
          "select",
          "claims");
  static final List<String> CLAIM_FIELDS =
      List.of(
          "name",
          "statement",
          "origin",
          "about",
          "reading",
          "published",
          "predicate",
          "options",
          "reason",
          "scales");

  /**
   * Reads a folder of definitions and further files.
   *
   * @param folder searched with all its subfolders for {@code .yaml} files
   * @param further a user's own files
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) that lists every fault
   */
  public static Definitions read(Path folder, List<Path> further) {
    Problems problems = new Problems();
    SortedMap<String, Experiment> experiments = new TreeMap<>();
    SortedMap<String, Figure> figures = new TreeMap<>();
    List<Path> files = new ArrayList<>(yamlFiles(folder));
    files.addAll(further);
    Map<String, YamlMap> figureMaps = new LinkedHashMap<>();
    for (Path file : files) {
      for (YamlMap document : documents(file, problems)) {
        if (document.has("figure")) {
          figure(document)
              .ifPresent(
                  figure -> {
                    Figure other = figures.putIfAbsent(figure.id(), figure);
                    if (other != null) {
                      document.fault(
                          "figure", figure.id() + " is already defined in " + other.file());
                    } else {
                      figureMaps.put(figure.id(), document);
                    }
                  });
        } else {
          experiment(document)
              .ifPresent(
                  experiment -> {
                    Experiment other = experiments.putIfAbsent(experiment.id(), experiment);
                    if (other != null) {
                      document.fault(
                          "experiment", experiment.id() + " is already defined in " + other.file());
                    }
                  });
        }
      }
    }
    figures.forEach(
        (id, figure) -> {
          YamlMap document = figureMaps.get(id);
          if (document != null) {
            check(figure, document, experiments);
          }
        });
    problems.throwIfAny();
    if (figures.isEmpty()) {
      String read = further.isEmpty() ? String.valueOf(folder) : folder + " and " + further;
      throw new LuckyException(ExitCode.BAD_DEFINITION, read + ": no figure is defined");
    }
    return new Definitions(
        experiments, figures, further.stream().map(Path::toString).collect(Collectors.toSet()));
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.NO_INPUT, folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<YamlMap> documents(Path file, Problems problems) {
    List<YamlMap> documents = new ArrayList<>();
    int before = problems.count();
    try {
      for (Node node : YamlDocuments.of(file)) {
        YamlMap.top(file.toString(), node, problems).ifPresent(documents::add);
      }
      if (documents.isEmpty() && problems.count() == before) {
        problems.add(new Problem(file.toString(), 1, "", "defines nothing"));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      String what = e instanceof YamlDocuments.Refused ? "" : "is not YAML: ";
      problems.add(new Problem(file.toString(), line, "", what + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem(file.toString(), 1, "", "is not YAML: " + e.getMessage()));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file.toString(), 1, "", "is not a text file in UTF-8"));
    } catch (IOException e) {
      throw new LuckyException(ExitCode.NO_INPUT, file + ": cannot be read: " + e.getMessage(), e);
    }
    return documents;
  }

  private static Optional<Experiment> experiment(YamlMap map) {
    map.allow(EXPERIMENT_FIELDS);
    String id = identifier(map, "experiment", "[a-z0-9][a-z0-9-]*");
    String study = identifier(map, "study", "[a-z0-9][a-z0-9-]*");
    String title = map.text("title");
    String modelName = map.text("model");
    Optional<ModelKind> model = ModelKind.of(modelName);
    if (model.isEmpty()) {
      List<String> known = Arrays.stream(ModelKind.values()).map(ModelKind::id).toList();
      if (!modelName.isEmpty()) {
        map.fault(
            "model",
            "unknown kind '"
                + modelName
                + "'"
                + Suggestion.text(modelName, known)
                + "; allowed are "
                + String.join(", ", known));
      }
      return Optional.empty();
    }
    ModelKind kind = model.get();
    List<String> names = kind.settings().stream().map(SettingSpec::name).toList();

    SortedMap<String, Setting> settings = new TreeMap<>();
    // A setting that is given wrongly has a fault of its own, and is not missing.
    Set<String> fixed = new TreeSet<>();
    Set<String> swept = new TreeSet<>();
    map.map("settings", !names.isEmpty())
        .ifPresent(
            own -> {
              fixed.addAll(own.names());
              own.allow(names);
              for (String name : own.names()) {
                kind.setting(name)
                    .ifPresent(
                        spec -> setting(own, spec).ifPresent(value -> settings.put(name, value)));
              }
              Map<String, JsonNode> values = new TreeMap<>();
              settings.forEach((name, setting) -> values.put(name, setting.value()));
              checkLooks(own, kind, values);
            });
    Map<String, Experiment.Axis> sweep = new LinkedHashMap<>();
    map.map("sweep", false)
        .ifPresent(
            own -> {
              swept.addAll(own.names());
              own.allow(names);
              for (String name : own.names()) {
                kind.setting(name)
                    .ifPresent(spec -> axis(own, spec).ifPresent(axis -> sweep.put(name, axis)));
              }
            });
    for (String name : names) {
      if (!fixed.contains(name) && !swept.contains(name)) {
        map.fault("settings." + name, "is missing, and not swept either");
      }
      if (fixed.contains(name) && swept.contains(name)) {
        map.fault("sweep." + name, "is a setting too; give it in one place");
      }
    }
    Setting one = new Setting(JsonNodeFactory.instance.numberNode(1), Source.A, null);
    if (!kind.hasSeeds()) {
      for (String field : List.of(Experiment.SEEDS, "scales")) {
        if (map.has(field)) {
          map.fault(field, "nothing of model " + modelName + " is trained, so there are none");
        }
      }
    }
    Setting seeds = kind.hasSeeds() ? setting(map, SEEDS).orElse(one) : one;
    List<String> measure = new ArrayList<>();
    for (JsonNode table : map.values("measure")) {
      if (kind.tableNames().contains(table.asText())) {
        measure.add(table.asText());
      } else {
        map.fault(
            "measure",
            "unknown table "
                + table
                + Suggestion.text(table.asText(), kind.tableNames())
                + "; allowed are "
                + String.join(", ", kind.tableNames()));
      }
    }
    if (!map.has("measure")) {
      map.fault("measure", "is missing; allowed are " + String.join(", ", kind.tableNames()));
    }
    Map<String, Map<String, JsonNode>> scales = scales(map, kind, sweep);
    long networks = networks(sweep.values(), seeds);
    if (networks > MOST_NETWORKS) {
      map.fault("sweep", "makes more than " + MOST_NETWORKS + " networks with its seeds");
      return Optional.empty();
    }
    return Optional.of(
        new Experiment(
            id,
            study,
            map.has("label") ? map.text("label") : id,
            title,
            kind,
            settings,
            sweep,
            seeds,
            measure,
            scales,
            map.file()));
  }

  /** Students of all variants and seeds; more than are allowed if there are too many to count. */
  private static long networks(Collection<Experiment.Axis> sweep, Setting seeds) {
    long networks = Math.max(1, seeds.value().asLong());
    for (Experiment.Axis axis : sweep) {
      networks = Math.min(networks * Math.max(1, axis.values().size()), MOST_NETWORKS + 1);
    }
    return networks;
  }

  /** Reports every look at training after its end, where both are given rightly. */
  private static void checkLooks(YamlMap own, ModelKind kind, Map<String, JsonNode> values) {
    for (SettingSpec spec : kind.settings()) {
      JsonNode last = values.get(spec.last());
      if (spec.looks()
          && last != null
          && kind.setting(spec.last()).flatMap(end -> end.fault(last)).isEmpty()) {
        for (JsonNode look : values.getOrDefault(spec.name(), MissingNode.getInstance())) {
          if (look.longValue() > last.longValue()) {
            own.fault(
                spec.name(),
                "expected none beyond the last of " + last + " " + spec.last() + ", found " + look);
          }
        }
      }
    }
  }

  private static Optional<Setting> setting(YamlMap own, SettingSpec spec) {
    Optional<YamlMap> entry = own.map(spec.name(), true);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMap fields = entry.get();
    fields.allow(List.of("value", "source"));
    Optional<Source> source = source(fields);
    Optional<JsonNode> value = fields.value("value");
    if (value.isEmpty()) {
      fields.fault("value", "is missing");
      return Optional.empty();
    }
    spec.fault(value.get()).ifPresent(fault -> fields.fault("value", fault));
    return source.map(s -> new Setting(value.get(), s, null));
  }

  private static Optional<Experiment.Axis> axis(YamlMap own, SettingSpec spec) {
    Optional<YamlMap> entry = own.map(spec.name(), true);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMap fields = entry.get();
    fields.allow(List.of("values", "source"));
    Optional<Source> source = source(fields);
    List<JsonNode> values = fields.values("values");
    if (values.isEmpty()) {
      fields.fault("values", "expected a list of at least one value");
    }
    for (JsonNode value : values) {
      spec.fault(value).ifPresent(fault -> fields.fault("values", fault));
    }
    if (values.stream().distinct().count() < values.size()) {
      fields.fault("values", "a value stands twice");
    }
    return source.map(s -> new Experiment.Axis(values, s));
  }

  private static Optional<Source> source(YamlMap fields) {
    String text = fields.text("source");
    Optional<Source> source =
        Arrays.stream(Source.values()).filter(s -> s.name().equals(text)).findFirst();
    if (source.isEmpty() && !text.isEmpty()) {
      fields.fault(
          "source",
          "expected T (paper text), C (released code) or A (assumed), found '" + text + "'");
    }
    return source;
  }

  private static Map<String, Map<String, JsonNode>> scales(
      YamlMap map, ModelKind kind, Map<String, Experiment.Axis> sweep) {
    Map<String, Map<String, JsonNode>> scales = new LinkedHashMap<>();
    map.map("scales", false)
        .ifPresent(
            own -> {
              own.allow(Scale.ids());
              List<String> names =
                  new ArrayList<>(kind.settings().stream().map(SettingSpec::name).toList());
              names.add(Experiment.SEEDS);
              for (String scale : own.names()) {
                own.map(scale, true)
                    .ifPresent(
                        changes -> {
                          if (scale.equals(Scale.PAPER.id())) {
                            own.fault(
                                scale,
                                "the paper's scale is the experiment itself and changes nothing");
                          }
                          changes.allow(names);
                          Map<String, JsonNode> values = new TreeMap<>();
                          for (String name : changes.names()) {
                            boolean swept = sweep.containsKey(name);
                            Optional<SettingSpec> spec =
                                name.equals(Experiment.SEEDS)
                                    ? Optional.of(SEEDS)
                                    : kind.setting(name);
                            for (JsonNode value :
                                swept
                                    ? changes.values(name)
                                    : changes.value(name).stream().toList()) {
                              spec.flatMap(s -> s.fault(value))
                                  .ifPresent(fault -> changes.fault(name, fault));
                            }
                            changes.value(name).ifPresent(value -> values.put(name, value));
                          }
                          checkLooks(changes, kind, values);
                          scales.put(scale, values);
                        });
              }
            });
    return scales;
  }

  private static Optional<Figure> figure(YamlMap map) {
    map.allow(FIGURE_FIELDS);
    String id = identifier(map, "figure", "[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*");
    SortedMap<String, List<JsonNode>> select = new TreeMap<>();
    map.map("select", false)
        .ifPresent(own -> own.names().forEach(name -> select.put(name, own.values(name))));
    SortedMap<String, JsonNode> options =
        map.map("options", false).map(YamlMap::all).orElseGet(TreeMap::new);
    List<Claim> claims = new ArrayList<>();
    for (YamlMap own : map.maps("claims")) {
      own.allow(CLAIM_FIELDS);
      List<String> scales = new ArrayList<>();
      for (JsonNode scale : own.values("scales")) {
        if (Scale.of(scale.asText()).isEmpty()) {
          own.fault("scales", "expected " + String.join(", ", Scale.ids()) + ", found " + scale);
        }
        scales.add(scale.asText());
      }
      String origin = own.text("origin");
      if (!origin.isEmpty() && Origin.of(origin).isEmpty()) {
        own.fault("origin", "expected " + String.join(", ", Origin.ids()) + ", found " + origin);
      }
      String reading = own.has("reading") ? own.text("reading") : Reading.PRINTED.id();
      if (Reading.of(reading).isEmpty()) {
        own.fault("reading", "expected " + String.join(", ", Reading.ids()) + ", found " + reading);
      }
      if (own.has("reading") && !own.has("about")) {
        own.fault("reading", "expected of the statement that about names, and it names none");
      }
      Claim claim =
          new Claim(
              identifier(own, "name", "[a-z0-9][a-z0-9-]*"),
              own.text("statement"),
              origin,
              own.has("about") ? new Claim.About(own.text("about"), reading) : null,
              own.text("predicate"),
              own.map("options", false).map(YamlMap::all).orElseGet(TreeMap::new),
              own.has("published") ? own.text("published") : "",
              own.text("reason"),
              scales);
      if (!claim.predicate().isEmpty()) {
        Claims.faults(claim).forEach(fault -> own.fault("predicate", fault));
      }
      claims.add(claim);
    }
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Figure(
                id,
                map.texts("experiment"),
                map.text("title"),
                map.text("caption"),
                map.text("alternative_text"),
                map.text("drawing"),
                options,
                select,
                claims,
                map.file()));
  }

  /** What can only be checked once all experiments are known. */
  private static void check(Figure figure, YamlMap map, Map<String, Experiment> experiments) {
    List<Experiment> drawn = new ArrayList<>();
    for (String id : figure.experiments()) {
      Experiment experiment = experiments.get(id);
      if (experiment == null) {
        map.fault(
            "experiment",
            "unknown experiment '"
                + id
                + "'"
                + Suggestion.text(id, experiments.keySet())
                + "; known are "
                + String.join(", ", experiments.keySet()));
      } else {
        drawn.add(experiment);
      }
    }
    if (drawn.isEmpty() || drawn.size() < figure.experiments().size()) {
      return;
    }
    checkDrawing(figure, map, drawn);
    checkClaims(figure, map);
    Options.ofClaims(figure, map, drawn);
    SweptAxes.ofClaims(figure, map, drawn);
    Variants.check(figure, map, drawn);
    figure.select().forEach((axis, values) -> checkSelected(axis, values, map, drawn));
  }

  private static void checkSelected(
      String axis, List<JsonNode> values, YamlMap map, List<Experiment> drawn) {
    List<Experiment> sweeping =
        drawn.stream().filter(experiment -> experiment.sweep().containsKey(axis)).toList();
    if (sweeping.isEmpty()) {
      map.fault(
          "select",
          axis
              + " is not swept in "
              + String.join(" or ", drawn.stream().map(Experiment::id).toList())
              + "; "
              + (drawn.size() == 1 ? "its" : "their")
              + " axes are "
              + String.join(
                  ", ",
                  drawn.stream().flatMap(e -> e.sweep().keySet().stream()).distinct().toList()));
    }
    for (Experiment experiment : sweeping) {
      Experiment.Axis swept = Objects.requireNonNull(experiment.sweep().get(axis), axis);
      for (JsonNode value : values) {
        if (swept.values().stream().noneMatch(v -> sameNumber(v, value))) {
          map.fault(
              "select",
              axis
                  + " "
                  + value
                  + " is not among the values of experiment "
                  + experiment.id()
                  + " "
                  + swept.values());
        }
      }
    }
  }

  private static void checkDrawing(Figure figure, YamlMap map, List<Experiment> drawn) {
    Optional<DrawingKind> drawing = DrawingKind.of(figure.drawing());
    if (drawing.isEmpty()) {
      if (!figure.drawing().isEmpty()) {
        map.fault("drawing", unknown("drawing", figure.drawing(), DrawingKind.ids()));
      }
      return;
    }
    Options.ofDrawing(figure, drawing.get(), map, drawn);
    SweptAxes.ofDrawing(figure, drawing.get(), map, drawn);
    if (drawn.size() > 1 && !drawing.get().several()) {
      map.fault(
          "experiment",
          "drawing " + figure.drawing() + " draws one experiment, found " + drawn.size());
    }
    for (Experiment experiment : drawn) {
      for (String table : drawing.get().tableNames()) {
        if (!experiment.measure().contains(table)) {
          map.fault(
              "drawing",
              figure.drawing()
                  + " draws the table "
                  + table
                  + ", which experiment "
                  + experiment.id()
                  + " does not measure");
        }
      }
    }
  }

  /** Whether claims can be judged by rows of several experiments, where a figure has several. */
  private static void checkClaims(Figure figure, YamlMap map) {
    for (Claim claim : figure.claims()) {
      if (figure.experiments().size() > 1
          && Predicates.names().contains(claim.predicate())
          && !Predicates.of(claim.predicate()).judgesSeveral()) {
        map.fault(
            "claims",
            claim.name()
                + ": predicate "
                + claim.predicate()
                + " judges one experiment, and the figure draws "
                + figure.experiments().size());
      }
    }
  }

  private static String unknown(String what, String found, List<String> known) {
    return "unknown "
        + what
        + " '"
        + found
        + "'"
        + Suggestion.text(found, known)
        + "; allowed are "
        + String.join(", ", known);
  }

  /** Whether two values are equal; 1 and 1.0 are. */
  public static boolean sameNumber(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }

  private static String identifier(YamlMap map, String field, String pattern) {
    String text = map.text(field);
    if (text.length() > LONGEST_ID) {
      map.fault(field, "expected at most " + LONGEST_ID + " letters, found " + text.length());
    } else if (!text.isEmpty() && !text.matches(pattern)) {
      map.fault(
          field,
          "expected lower-case letters, digits and dashes (" + pattern + "), found '" + text + "'");
    }
    return text;
  }
}
