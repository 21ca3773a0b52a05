package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the settings of a figure's experiments: seeds first, then the order of the kind of network.
 */
final class SettingLines {
  private SettingLines() {}

  /**
   * The settings of each experiment, in the figure's order.
   *
   * @param assumptions assumptions of each experiment
   */
  static List<PageModel.SettingGroup> of(
      FigureReport figure, SortedMap<String, List<Assumption>> assumptions) {
    return figure.spec().experiments().stream()
        .map(
            one ->
                new PageModel.SettingGroup(
                    one.label(),
                    one.title(),
                    lines(one, figure.ancestors(), assumptions.getOrDefault(one.id(), List.of()))))
        .toList();
  }

  /** The label of a setting of one of a figure's experiments. */
  static String label(FigureSpec figure, String name) {
    return figure.experiments().stream()
        .flatMap(one -> ModelKind.of(one.model()).stream())
        .flatMap(model -> model.setting(name).stream())
        .map(SettingSpec::label)
        .findFirst()
        .orElse(name.replace('_', ' '));
  }

  private static List<PageModel.Setting> lines(
      DrawnExperiment experiment, List<Job> ancestors, List<Assumption> assumptions) {
    SortedMap<String, PageModel.Setting> open = new TreeMap<>();
    Optional<ModelKind> kind = ModelKind.of(experiment.model());
    // The experiment's own jobs come first, and jobs of other experiments that it shares come after
    // them.
    List<Job> own =
        ancestors.stream()
            .sorted(Comparator.comparing(job -> !job.experiment().equals(experiment.id())))
            .toList();
    experiment
        .settings()
        .forEach((name, setting) -> open.put(name, line(kind, name, setting, "", assumptions)));
    for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
      JsonNode values = JsonNodeFactory.instance.arrayNode().addAll(axis.getValue());
      open.put(
          axis.getKey(),
          line(
              kind,
              axis.getKey(),
              new Setting(values, sourceOf(axis.getKey(), own), null),
              axis.getValue().size() > 1 ? "each of these, as drawn here" : "",
              assumptions));
    }
    List<PageModel.Setting> lines = new ArrayList<>();
    take(Experiment.SEEDS, open, lines);
    kind.ifPresent(model -> model.settings().forEach(spec -> take(spec.name(), open, lines)));
    lines.addAll(open.values());
    return lines;
  }

  private static void take(
      String name, Map<String, PageModel.Setting> open, List<PageModel.Setting> lines) {
    PageModel.Setting line = open.remove(name);
    if (line != null) {
      lines.add(line);
    }
  }

  private static PageModel.Setting line(
      Optional<ModelKind> kind,
      String name,
      Setting setting,
      String remark,
      List<Assumption> assumptions) {
    Optional<SettingSpec> spec = kind.flatMap(model -> model.setting(name));
    String label = spec.map(SettingSpec::label).orElse(name.replace('_', ' '));
    String meaning =
        name.equals(Experiment.SEEDS)
            ? "trials, each with its own random streams"
            : spec.map(SettingSpec::meaning).orElse("");
    JsonNode paper = setting.paper();
    return new PageModel.Setting(
        label,
        Typeset.html(meaning),
        Wording.value(setting.value()),
        remark,
        setting.reduced(),
        paper == null ? "" : Wording.value(paper),
        setting.source().name(),
        setting.source().meaning(),
        assumptions.stream()
            .filter(one -> one.setting().equals(name))
            .map(SettingLines::words)
            .findFirst()
            .orElse(""));
  }

  /** The alternatives to an assumed setting with their reason, or the reason why none is tried. */
  private static String words(Assumption assumption) {
    List<String> values = assumption.alternatives().stream().map(Wording::value).toList();
    return values.isEmpty()
        ? assumption.because()
        : "or " + String.join("; or ", values) + ": " + assumption.because();
  }

  /** The source of a swept setting, from a job that has the setting. */
  private static Source sourceOf(String axis, List<Job> ancestors) {
    return ancestors.stream()
        .map(job -> job.settings().get(axis))
        .flatMap(setting -> Optional.ofNullable(setting).stream())
        .map(Setting::source)
        .findFirst()
        .orElse(Source.A);
  }
}
