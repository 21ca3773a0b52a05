package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an experiment. An experiment that is based on another defines only what differs. A setting,
 * axis, number of seeds or list of tables that it names replaces the other's at every scale; all
 * else is as in the other. Scales of its own are applied after that.
 */
final class ExperimentReader {
  /**
   * Most networks of an experiment, since the plan lists each network. It is some hundred times the
   * largest experiment.
   */
  static final long MOST_NETWORKS = 100_000;

  private static final String VARY_TOGETHER = "vary_together";

  static final String ID = "[a-z0-9][a-z0-9-]*";

  /** The number of trials, which is given like a setting but is not a setting of networks. */
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
          "number of trials",
          "");

  static final List<String> FIELDS =
      List.of(
          "experiment",
          "based_on",
          "study",
          "label",
          "title",
          "model",
          "settings",
          "sweep",
          "seeds",
          "streams",
          "measure",
          "scales",
          VARY_TOGETHER);

  private final YamlMap map;
  private final @Nullable Experiment base;
  private final ModelKind kind;
  private final List<String> names;
  private final SortedMap<String, Alternatives> alternatives = new TreeMap<>();

  private ExperimentReader(YamlMap map, @Nullable Experiment base, ModelKind kind) {
    this.map = map;
    this.base = base;
    this.kind = kind;
    this.names = kind.settings().stream().map(SettingSpec::name).toList();
  }

  /**
   * Reads an experiment, and reports its faults.
   *
   * @param id id of the experiment, already checked
   * @param base the experiment on which it is based; null if it names none
   * @return empty if no experiment can be made of the document
   */
  static Optional<Experiment> read(String id, YamlMap map, @Nullable Experiment base) {
    map.allow(FIELDS);
    // These fields are read before the model, whose fault would hide theirs.
    String study = base == null || map.has("study") ? map.identifier("study", ID) : base.study();
    String title = base == null || map.has("title") ? map.text("title") : base.title();
    return model(map, base)
        .flatMap(kind -> new ExperimentReader(map, base, kind).read(id, study, title));
  }

  private static Optional<ModelKind> model(YamlMap map, @Nullable Experiment base) {
    if (base != null) {
      if (map.has("model")) {
        map.fault("model", "is that of " + base.id() + ", on which the experiment is based");
      }
      return Optional.of(base.model());
    }
    String name = map.text("model");
    Optional<ModelKind> model = ModelKind.of(name);
    if (model.isEmpty() && !name.isEmpty()) {
      List<String> known = Arrays.stream(ModelKind.values()).map(ModelKind::id).toList();
      map.fault("model", Suggestion.unknown("kind", name, known));
    }
    return model;
  }

  private Optional<Experiment> read(String id, String study, String title) {
    // The values of the base at paper scale come first, and then those of this experiment.
    SortedMap<String, Setting> settings = new TreeMap<>();
    Map<String, Experiment.Axis> sweep = new LinkedHashMap<>();
    if (base != null) {
      settings.putAll(base.settings());
      sweep.putAll(base.sweep());
      alternatives.putAll(base.alternatives());
    }
    // A setting with a wrong value has a fault of its own, and does not count as missing.
    Set<String> given = new TreeSet<>();
    settings(settings, sweep, given);
    sweep(settings, sweep, given);
    if (base == null) {
      for (String name : names) {
        if (!given.contains(name)) {
          map.fault("settings." + name, "is missing, and not swept either");
        }
      }
    }
    if (!kind.hasSeeds()) {
      for (String field : List.of(Experiment.SEEDS, "scales")) {
        if (map.has(field)) {
          map.fault(field, "is not allowed, because model " + kind.id() + " trains nothing");
        }
      }
    }
    Setting seeds = seeds(given);
    List<String> measure = measure();
    Map<String, Map<String, JsonNode>> scales = scales(sweep, given);
    if (networks(sweep.values(), seeds) > MOST_NETWORKS) {
      map.fault("sweep", "makes more than " + MOST_NETWORKS + " networks with its seeds");
      return Optional.empty();
    }
    return Optional.of(
        new Experiment(
            id,
            study,
            map.text("label", id),
            title,
            kind,
            settings,
            sweep,
            seeds,
            measure,
            scales,
            alternatives,
            varyTogether(),
            map.has("streams") ? map.identifier("streams", ID) : base == null ? id : base.streams(),
            base,
            map.file()));
  }

  private void settings(
      SortedMap<String, Setting> settings, Map<String, Experiment.Axis> sweep, Set<String> given) {
    map.map("settings", base == null && !names.isEmpty())
        .ifPresent(
            own -> {
              given.addAll(own.names());
              own.allow(names);
              Map<String, JsonNode> values = new TreeMap<>();
              for (String name : own.names()) {
                sweep.remove(name);
                alternatives.remove(name);
                kind.setting(name)
                    .flatMap(spec -> setting(own, spec))
                    .ifPresent(
                        setting -> {
                          settings.put(name, setting);
                          values.put(name, setting.value());
                        });
              }
              checkLooks(own, values);
            });
  }

  private void sweep(
      SortedMap<String, Setting> settings, Map<String, Experiment.Axis> sweep, Set<String> given) {
    map.map("sweep", false)
        .ifPresent(
            own -> {
              own.allow(names);
              for (String name : own.names()) {
                if (!given.add(name)) {
                  map.fault("sweep." + name, "is a setting too; give it in one place");
                }
                alternatives.remove(name);
                kind.setting(name)
                    .flatMap(spec -> axis(own, spec))
                    .ifPresent(
                        axis -> {
                          settings.remove(name);
                          sweep.put(name, axis);
                        });
              }
            });
  }

  private Setting seeds(Set<String> given) {
    Setting one =
        base == null
            ? new Setting(JsonNodeFactory.instance.numberNode(1), Source.A, null)
            : base.seeds();
    if (!kind.hasSeeds() || (base != null && !map.has(Experiment.SEEDS))) {
      return one;
    }
    given.add(Experiment.SEEDS);
    return setting(map, SEEDS).orElse(one);
  }

  private List<String> measure() {
    if (!map.has("measure")) {
      if (base != null) {
        return base.measure();
      }
      map.fault("measure", "is missing; allowed are " + String.join(", ", kind.tableNames()));
    }
    List<String> measure = new ArrayList<>();
    for (JsonNode table : map.values("measure")) {
      if (kind.tableNames().contains(table.asText())) {
        measure.add(table.asText());
      } else {
        map.fault("measure", Suggestion.unknown("table", table.asText(), kind.tableNames()));
      }
    }
    return measure;
  }

  /** Number of students of all variants and seeds, limited to one more than is allowed. */
  private static long networks(Collection<Experiment.Axis> sweep, Setting seeds) {
    long networks = Math.max(1, seeds.value().asLong());
    for (Experiment.Axis axis : sweep) {
      networks = Math.min(networks * Math.max(1, axis.values().size()), MOST_NETWORKS + 1);
    }
    return networks;
  }

  /**
   * Reports every measured epoch or step that lies after the end of training, if the map gives both
   * correctly.
   */
  private void checkLooks(YamlMap own, Map<String, JsonNode> values) {
    for (SettingSpec spec : kind.settings()) {
      JsonNode last = values.get(spec.last());
      if (spec.looks()
          && last != null
          && kind.setting(spec.last()).flatMap(end -> end.fault(last)).isEmpty()) {
        for (JsonNode look : values.getOrDefault(spec.name(), MissingNode.getInstance())) {
          if (look.longValue() > last.longValue()) {
            own.fault(
                spec.name(),
                "expected at most " + last + ", the number of " + spec.last() + ", found " + look);
          }
        }
      }
    }
  }

  private Optional<Setting> setting(YamlMap own, SettingSpec spec) {
    Optional<YamlMap> entry = own.map(spec.name(), true, "{value: …, source: T, C or A}");
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMap fields = entry.get();
    fields.allow(fields(spec, "value"));
    Optional<Source> source = source(fields);
    Optional<JsonNode> value = fields.value("value");
    if (value.isEmpty()) {
      fields.fault("value", "is missing");
      return Optional.empty();
    }
    spec.fault(value.get()).ifPresent(fault -> fields.fault("value", fault));
    source.ifPresent(
        from ->
            AlternativesReader.ofSetting(fields, spec, from, value.get())
                .ifPresent(found -> alternatives.put(spec.name(), found)));
    return source.map(s -> new Setting(value.get(), s, null));
  }

  /**
   * The fields that an entry can have. The number of trials has no alternatives, since it is no
   * assumption about networks.
   */
  private static List<String> fields(SettingSpec spec, String value) {
    return spec.equals(SEEDS)
        ? List.of(value, "source")
        : List.of(value, "source", AlternativesReader.VALUES, AlternativesReader.BECAUSE);
  }

  /** Pairs of settings with alternatives; those of the base if the document names none. */
  private List<List<String>> varyTogether() {
    if (!map.has(VARY_TOGETHER)) {
      return base == null ? List.of() : base.varyTogether();
    }
    List<List<String>> pairs = new ArrayList<>();
    for (JsonNode pair : map.values(VARY_TOGETHER)) {
      List<String> together = new ArrayList<>();
      pair.forEach(name -> together.add(name.asText()));
      boolean varied =
          together.stream()
              .allMatch(
                  name ->
                      alternatives.containsKey(name) && !alternatives.get(name).values().isEmpty());
      if (together.size() == 2 && varied && !together.get(0).equals(together.get(1))) {
        pairs.add(together);
      } else {
        map.fault(
            VARY_TOGETHER,
            "expected pairs of settings that have alternatives, as in [[learning_rate, steps]], found "
                + pair);
      }
    }
    return pairs;
  }

  private Optional<Experiment.Axis> axis(YamlMap own, SettingSpec spec) {
    Optional<YamlMap> entry = own.map(spec.name(), true, "{values: [ … ], source: T, C or A}");
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMap fields = entry.get();
    fields.allow(fields(spec, "values"));
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
    source.ifPresent(
        from ->
            AlternativesReader.ofAxis(fields, spec, from, values)
                .ifPresent(found -> alternatives.put(spec.name(), found)));
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

  /**
   * @param given settings that this experiment gives itself, which the scales of the base do not
   *     change
   */
  private Map<String, Map<String, JsonNode>> scales(
      Map<String, Experiment.Axis> sweep, Set<String> given) {
    Map<String, Map<String, JsonNode>> scales = new LinkedHashMap<>();
    if (base != null) {
      base.scales()
          .forEach(
              (scale, changes) -> {
                Map<String, JsonNode> kept = new TreeMap<>(changes);
                kept.keySet().removeAll(given);
                scales.put(scale, kept);
              });
    }
    map.map("scales", false)
        .ifPresent(
            own -> {
              own.allow(Scale.ids());
              for (String scale : own.names()) {
                own.map(scale, true)
                    .ifPresent(
                        changes -> {
                          if (scale.equals(Scale.PAPER.id())) {
                            own.fault(
                                scale,
                                "the paper's scale is the experiment itself and changes nothing");
                          }
                          scales
                              .computeIfAbsent(scale, key -> new TreeMap<>())
                              .putAll(changes(changes, sweep));
                        });
              }
            });
    return scales;
  }

  /** The values of a scale that replace the paper's. */
  private Map<String, JsonNode> changes(YamlMap changes, Map<String, Experiment.Axis> sweep) {
    List<String> allowed = new ArrayList<>(names);
    allowed.add(Experiment.SEEDS);
    changes.allow(allowed);
    Map<String, JsonNode> values = new TreeMap<>();
    for (String name : changes.names()) {
      Optional<SettingSpec> spec =
          name.equals(Experiment.SEEDS) ? Optional.of(SEEDS) : kind.setting(name);
      for (JsonNode value :
          sweep.containsKey(name) ? changes.values(name) : changes.value(name).stream().toList()) {
        spec.flatMap(s -> s.fault(value)).ifPresent(fault -> changes.fault(name, fault));
      }
      changes.value(name).ifPresent(value -> values.put(name, value));
    }
    checkLooks(changes, values);
    return values;
  }
}
