package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the selected figures into jobs. A job is one variant of a sweep with a group of its seeds,
 * or several variants whose students can train together.
 *
 * <p>The name, settings and inputs of a job follow from the experiment alone. So figures that share
 * an experiment share its jobs, whatever other figures are selected. An experiment that is based on
 * another takes training that is the same for both from the other's jobs. The longest jobs of a
 * stage come first, so that none is left when all others are done.
 */
public final class Planner {
  private final Definitions definitions;
  private final String scale;
  private final Optional<Integer> seeds;
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /** Jobs of each experiment, by their content without names. */
  private final Map<String, Map<Job, Job>> jobsOfOriginals = new HashMap<>();

  private Planner(Definitions definitions, String scale, Optional<Integer> seeds) {
    this.definitions = definitions;
    this.scale = scale;
    this.seeds = seeds;
  }

  /**
   * Plans all jobs that some figures need, each after the jobs that it needs.
   *
   * @param scale name of a {@link io.luckynodes.job.Scale}
   * @param seeds number of trials of every experiment; empty for the numbers in the definitions
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if settings do not fit together, or
   *     make an array larger than Java allows
   */
  public static List<Job> plan(
      Definitions definitions, List<Figure> figures, String scale, Optional<Integer> seeds) {
    Planner planner = new Planner(definitions, scale, seeds);
    figures.forEach(planner::figure);
    List<Job> ordered = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      planner.jobs.values().stream()
          .filter(job -> job.stage() == stage)
          .sorted(
              Comparator.comparingDouble((Job job) -> -CostModel.of(job, planner.jobs).minutes()))
          .forEach(ordered::add);
    }
    return ordered;
  }

  private void figure(Figure figure) {
    SortedMap<String, String> needs = new TreeMap<>();
    List<DrawnExperiment> drawn = new ArrayList<>();
    for (String id : figure.experiments()) {
      Experiment experiment = Objects.requireNonNull(definitions.experiments().get(id), id);
      ScaledExperiment scaled = ScaledExperiment.of(experiment, scale, seeds);
      try {
        scaled.variants().forEach(variant -> Sizes.check(scaled, variant));
        for (List<SortedMap<String, JsonNode>> variants : groups(scaled)) {
          if (variants.stream().anyMatch(variant -> selected(figure, variant))) {
            for (Job metrics : jobs(scaled, variants)) {
              needs.put(metrics.id(), metrics.id());
            }
          }
        }
      } catch (LuckyException fault) {
        // The message begins with the name of the setting.
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            experiment.file() + ": experiment " + id + ": settings." + fault.getMessage(),
            fault);
      }
      drawn.add(drawn(figure, scaled));
    }
    boolean changed =
        drawn.stream()
            .anyMatch(one -> !Objects.requireNonNullElse(one.changes(), List.of()).isEmpty());
    FigureSpec spec =
        new FigureSpec(
            figure.id(),
            figure.title(),
            figure.caption(),
            figure.alternativeText(),
            figure.drawing(),
            figure.options(),
            drawn,
            changed
                ? figure.claims().stream().map(Claim::ofAnotherExperiment).toList()
                : figure.claims(),
            ownDefinitions(figure),
            figure.basedOn() == null ? null : figure.basedOn().id(),
            figure.alternative());
    // A figure of several experiments belongs to no single one; its specification names them all.
    boolean one = drawn.size() == 1;
    add(
        new Job(
            "figure." + (one ? drawn.get(0).id() + "." : "") + figure.id().replace('/', '.'),
            Stage.FIGURE,
            spec.study(),
            one ? drawn.get(0).id() : "",
            one ? drawn.get(0).model() : "",
            scale,
            new TreeMap<>(),
            List.of(),
            needs,
            spec));
  }

  /**
   * Names under which the results keep the user's own files that define the figure or its
   * experiments; null if there are none. modules/run.nf follows the same rule.
   */
  private @Nullable List<String> ownDefinitions(Figure figure) {
    SortedSet<String> files = new TreeSet<>();
    for (Figure one = figure; one != null; one = one.basedOn()) {
      files.add(one.file());
    }
    for (String id : figure.experiments()) {
      for (Experiment one = definitions.experiments().get(id); one != null; one = one.basedOn()) {
        files.add(one.file());
      }
    }
    files.retainAll(definitions.own());
    return files.isEmpty()
        ? null
        : files.stream()
            .map(file -> String.valueOf(Path.of(file).getFileName()))
            .map(
                name -> name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9_]", "_"))
            .sorted()
            .toList();
  }

  private static DrawnExperiment drawn(Figure figure, ScaledExperiment scaled) {
    SortedMap<String, List<JsonNode>> select = new TreeMap<>();
    scaled
        .sweep()
        .forEach(
            (axis, values) ->
                select.put(
                    axis,
                    figure.select().getOrDefault(axis, values).stream()
                        .filter(
                            value ->
                                values.stream().anyMatch(v -> Definitions.sameNumber(v, value)))
                        .toList()));
    SortedMap<String, Setting> settings = new TreeMap<>(scaled.settings());
    if (scaled.experiment().model().hasSeeds()) {
      settings.put(Experiment.SEEDS, scaled.seeds());
    }
    return new DrawnExperiment(
        scaled.experiment().id(),
        scaled.experiment().label(),
        scaled.experiment().title(),
        scaled.experiment().model().id(),
        settings,
        select,
        words(scaled.experiment().model(), select),
        scaled.reductions(),
        scaled.otherThanPaper(),
        scaled.experiment().basedOn() == null ? null : scaled.changes());
  }

  private static SortedMap<String, List<String>> words(
      ModelKind model, SortedMap<String, List<JsonNode>> select) {
    SortedMap<String, List<String>> words = new TreeMap<>();
    select.forEach(
        (axis, values) -> {
          SettingSpec spec = model.setting(axis).orElseThrow();
          words.put(axis, values.stream().map(spec::words).toList());
        });
    return words;
  }

  /**
   * Whether a figure draws a variant. A figure may select values of axes that only its other
   * experiments have.
   */
  private static boolean selected(Figure figure, SortedMap<String, JsonNode> variant) {
    return variant.entrySet().stream()
        .allMatch(
            own -> {
              List<JsonNode> wanted = figure.select().get(own.getKey());
              return wanted == null
                  || wanted.stream().anyMatch(v -> Definitions.sameNumber(v, own.getValue()));
            });
  }

  /** Groups of variants that are trained together. */
  private static List<List<SortedMap<String, JsonNode>>> groups(ScaledExperiment scaled) {
    Map<SortedMap<String, JsonNode>, List<SortedMap<String, JsonNode>>> groups =
        new LinkedHashMap<>();
    for (SortedMap<String, JsonNode> variant : scaled.variants()) {
      SortedMap<String, JsonNode> common = new TreeMap<>(variant);
      common.keySet().removeIf(axis -> sharesJobs(scaled.experiment().model(), axis));
      groups.computeIfAbsent(common, key -> new ArrayList<>()).add(variant);
    }
    return List.copyOf(groups.values());
  }

  /**
   * Whether students that differ on an axis train together. They do if the axis concerns only their
   * teachers, or a setting that each student has for itself.
   */
  private static boolean sharesJobs(ModelKind model, String axis) {
    SettingSpec spec = model.setting(axis).orElseThrow();
    return model.trainedTogether()
        && (spec.ofEachStudent()
            || spec.stages().stream().allMatch(stage -> stage.compareTo(model.training()) < 0));
  }

  /**
   * Adds the METRICS jobs of some variants and all jobs that they need, and returns the METRICS
   * jobs.
   */
  private List<Job> jobs(ScaledExperiment scaled, List<SortedMap<String, JsonNode>> variants) {
    ModelKind model = scaled.experiment().model();
    List<Job> metrics = new ArrayList<>();
    int trials = scaled.seeds().value().intValue();
    int parts =
        model.trainedTogether()
            ? CostModel.parts(
                CostModel.of(
                        job(scaled, model.training(), variants, 1, trials, new TreeMap<>()),
                        Map.of())
                    .minutes(),
                trials)
            : trials;
    for (int part = 0; part < parts; part++) {
      SortedMap<String, String> needs = new TreeMap<>();
      model.dataset().ifPresent(name -> needs.put("dataset", dataset(name).id()));
      for (Stage stage : model.stages()) {
        if (stage == Stage.DATASET) {
          continue;
        }
        // Teachers are made once, one for all seeds or one for each, however their students are
        // split.
        boolean all =
            stage.compareTo(Stage.STUDENT) < 0
                && (model.trainedTogether() || !model.teacherPerSeed());
        int first = all ? 1 : 1 + (int) ((long) trials * part / parts);
        int last =
            !all ? (int) ((long) trials * (part + 1) / parts) : model.teacherPerSeed() ? trials : 1;
        Job own = job(scaled, stage, variants, first, last, needs);
        // METRICS jobs are not shared, since rows of metrics name their experiment.
        Job job = add(stage == Stage.METRICS ? own : sameOfOriginal(scaled, own));
        // All later stages read the pruned teacher in place of the teacher.
        needs.put(stage == Stage.PRUNE ? "teacher" : stage.id(), job.id());
        if (stage == Stage.METRICS) {
          metrics.add(job);
        }
      }
    }
    return metrics;
  }

  /**
   * The job with the same content from an experiment on which this one is based, directly or not.
   * Of several such jobs, the job of the experiment nearest to the original is taken; without one,
   * the job itself.
   */
  private Job sameOfOriginal(ScaledExperiment scaled, Job own) {
    Job first = own;
    for (Experiment base = scaled.experiment().basedOn(); base != null; base = base.basedOn()) {
      Experiment one = base;
      first =
          jobsOfOriginals
              .computeIfAbsent(one.id(), id -> jobsOf(one))
              .getOrDefault(nameless(own), first);
    }
    return first;
  }

  private Map<Job, Job> jobsOf(Experiment original) {
    Planner planner = new Planner(definitions, scale, seeds);
    ScaledExperiment scaled = ScaledExperiment.of(original, scale, seeds);
    groups(scaled).forEach(variants -> planner.jobs(scaled, variants));
    Map<Job, Job> byContent = new HashMap<>();
    planner.jobs.values().forEach(job -> byContent.put(nameless(job), job));
    return byContent;
  }

  /** The content of a job without its name and experiment. */
  private static Job nameless(Job job) {
    return new Job(
        "",
        job.stage(),
        "",
        "",
        job.streams() == null ? job.experiment() : job.streams(),
        job.model(),
        job.scale(),
        job.settings(),
        job.members(),
        job.needs(),
        null);
  }

  private Job dataset(String name) {
    return add(
        new Job(
            "dataset." + name,
            Stage.DATASET,
            "",
            "",
            name,
            "",
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            null));
  }

  /**
   * @param variants the variants that are trained together
   */
  private Job job(
      ScaledExperiment scaled,
      Stage stage,
      List<SortedMap<String, JsonNode>> variants,
      int first,
      int last,
      SortedMap<String, String> needs) {
    Experiment experiment = scaled.experiment();
    SortedMap<String, Setting> settings = new TreeMap<>();
    Set<String> axes = new HashSet<>();
    StringBuilder name = new StringBuilder();
    for (SettingSpec spec : experiment.model().settings()) {
      if (spec.stages().contains(stage)) {
        Setting setting = scaled.settings().get(spec.name());
        if (setting != null) {
          settings.put(spec.name(), setting);
        }
      }
      JsonNode value = variants.get(0).get(spec.name());
      // A later stage depends on the settings of the stages before it.
      if (value != null && spec.stages().stream().anyMatch(s -> s.compareTo(stage) <= 0)) {
        axes.add(spec.name());
        if (!sharesJobs(experiment.model(), spec.name())) {
          name.append(name.isEmpty() ? "" : "-")
              .append(abbreviation(spec.name()))
              .append(ScaledExperiment.text(value));
          if (spec.stages().contains(stage)) {
            settings.put(
                spec.name(), new Setting(value, axisOf(experiment, spec.name()).source(), null));
          }
        }
      }
    }
    if (stage == Stage.METRICS) {
      settings.put("measure", new Setting(Json.tree(experiment.measure()), Source.A, null));
    }
    List<Member> members = new ArrayList<>();
    for (int seed = first; seed <= last; seed++) {
      for (SortedMap<String, JsonNode> variant : variants) {
        SortedMap<String, JsonNode> own = new TreeMap<>(variant);
        own.keySet().retainAll(axes);
        members.add(new Member(seed, own));
      }
    }
    String variantName = name.isEmpty() ? "" : name + ".";
    String seedName = first == last ? "s" + first : "s" + first + "-" + last;
    return new Job(
        stage.id() + "." + experiment.id() + "." + variantName + seedName,
        stage,
        experiment.study(),
        experiment.id(),
        experiment.streams().equals(experiment.id()) ? null : experiment.streams(),
        experiment.model().id(),
        scale,
        settings,
        members,
        new TreeMap<>(needs),
        null);
  }

  private static Experiment.Axis axisOf(Experiment experiment, String name) {
    return Objects.requireNonNull(experiment.sweep().get(name), name);
  }

  /**
   * First letters of a setting's words, enough to tell a study's axes apart in a job's name: {@code
   * teacher_nodes} becomes {@code tn}.
   */
  static String abbreviation(String setting) {
    StringBuilder letters = new StringBuilder();
    for (String word : setting.split("_", -1)) {
      letters.append(word.charAt(0));
    }
    return letters.toString();
  }

  private Job add(Job job) {
    Job known = jobs.putIfAbsent(job.id(), job);
    if (known != null && !known.equals(job)) {
      throw new IllegalStateException("two different jobs are called " + job.id());
    }
    return known == null ? job : known;
  }
}
