package io.luckynodes.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.artifact.ProvenanceRecord.Input;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Explains how a figure was made, from the record in its file alone. */
public final class Explanation {
  private static final int SHORT = 12;

  /**
   * Most generations that are shown, more than there are stages from a figure to its data. An
   * untrusted record can name any number.
   */
  private static final int MOST_GENERATIONS = 16;

  private final Recognition file;
  private final Job job;
  private final FigureSpec figure;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Recognition file) {
    this.file = file;
    if (!file.record().definition().has("figure")) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file.file()
              + ": its record describes several figures, or none; name one figure, or print the record with --json");
    }
    this.job =
        Json.read(Json.write(file.record().definition()), Job.class, file.file() + " (definition)");
    FigureSpec spec = job.figure();
    if (spec == null || spec.experiments().isEmpty()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file.file() + ": its record is of job " + job.id() + ", which draws no figure");
    }
    this.figure = spec;
  }

  /**
   * The whole lineage, as lines of text.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the record is not of a figure
   */
  public static List<String> of(Recognition file) {
    Explanation explanation = new Explanation(file);
    explanation.head();
    explanation.settings();
    explanation.tree();
    return explanation.lines.stream().map(Printable::of).toList();
  }

  private void head() {
    lines.add(figure.id() + ": " + figure.title());
    lines.add("");
    entry("file", String.valueOf(file.file()));
    entry("sha256", file.sha256());
    entry("seal", file.standing());
    entry("scale", job.scale());
    figure.changes().forEach(line -> entry("changed", line));
    List<String> reduced = figure.reductions();
    entry("reduced", reduced.isEmpty() ? "nothing" : reduced.get(0));
    reduced.stream().skip(1).forEach(line -> entry("", line));
    entry("code", file.record().code());
    file.record().environment().forEach(this::entry);
  }

  private void entry(String name, String value) {
    lines.add("  %-14s %s".formatted(name, value));
  }

  private void settings() {
    for (DrawnExperiment experiment : figure.experiments()) {
      lines.add("");
      lines.add("Settings of " + experiment.id() + ": " + experiment.title());
      if (experiment.settings().isEmpty()) {
        lines.add("  none: nothing is trained");
      }
      int name = width(experiment.settings().keySet());
      int value =
          width(
              experiment.settings().values().stream()
                  .map(setting -> text(setting.value()))
                  .collect(Collectors.toSet()));
      for (Map.Entry<String, Setting> entry : experiment.settings().entrySet()) {
        Setting setting = entry.getValue();
        JsonNode paper = setting.paper();
        lines.add(
            ("  %-" + name + "s  %-" + value + "s  %s%s")
                .formatted(
                    entry.getKey(),
                    text(setting.value()),
                    setting.source(),
                    paper == null ? "" : "  reduced; at paper scale " + text(paper)));
      }
      for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
        String values =
            axis.getValue().stream().map(Explanation::text).collect(Collectors.joining(", "));
        lines.add("  " + axis.getKey() + " is swept; the figure draws " + values);
      }
    }
    lines.add(
        "  ("
            + Arrays.stream(Source.values())
                .map(source -> source + " " + source.meaning())
                .collect(Collectors.joining(", "))
            + "; a setting that is not reduced has the definition's own value)");
  }

  private static int width(Set<String> texts) {
    return Math.min(40, Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1)));
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private void tree() {
    lines.add("");
    lines.add("Made from (name, start of its sha256)");
    lines.add(figure.id());
    branches(file.record().inputs(), "", 1, new HashSet<>());
    lines.add("");
    makers();
  }

  /** Adds the code of each stage with its experiments, and then the machines. */
  private void makers() {
    SortedMap<String, SortedSet<String>> experiments = new TreeMap<>();
    SortedSet<String> machines = new TreeSet<>();
    for (Ancestor ancestor : file.record().ancestors().values()) {
      String[] id = ancestor.job().split("\\.", 3);
      experiments
          .computeIfAbsent(
              "%-8s %s".formatted(ancestor.stage(), brief(ancestor.code())), m -> new TreeSet<>())
          .add(id.length > 1 ? id[1] : ancestor.job());
      machines.add(pairs(ancestor.environment()));
    }
    lines.add("Made by (stage, start of its code's fingerprint, for which experiment or data set)");
    experiments.forEach((maker, ids) -> lines.add("  " + maker + "  " + String.join(", ", ids)));
    lines.add("");
    lines.add("On (what else can change numbers)");
    machines.forEach(machine -> lines.add("  " + machine));
  }

  private static String pairs(SortedMap<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void branches(
      SortedMap<String, Input> inputs, String indent, int generation, Set<String> shown) {
    int left = inputs.size();
    for (Input input : inputs.values()) {
      left--;
      Ancestor ancestor = file.record().ancestors().get(input.sha256());
      boolean again = !shown.add(input.sha256());
      boolean more = ancestor != null && !ancestor.inputs().isEmpty();
      lines.add(
          indent
              + (left == 0 ? "└─ " : "├─ ")
              + input.name()
              + "  "
              + brief(input.sha256())
              + (ancestor == null ? "  from outside" : seeds(ancestor))
              + (again && more ? "  (as above)" : "")
              + (!again && more && generation == MOST_GENERATIONS ? "  (and so on)" : ""));
      if (ancestor != null && !again && generation < MOST_GENERATIONS) {
        branches(ancestor.inputs(), indent + (left == 0 ? "   " : "│  "), generation + 1, shown);
      }
    }
  }

  private static String seeds(Ancestor ancestor) {
    List<Integer> seeds = ancestor.seeds();
    if (seeds.isEmpty()) {
      return "";
    }
    return seeds.size() == 1
        ? "  seed " + seeds.get(0)
        : "  seeds " + seeds.get(0) + " to " + seeds.get(seeds.size() - 1);
  }

  private static String brief(String digest) {
    return digest.length() > SHORT ? digest.substring(0, SHORT) + "…" : digest;
  }
}
