package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A figure's options, checked as they are read. */
final class Options {
  private final FigureSpec spec;
  private final DrawingKind kind;

  /**
   * Options of a figure for its kind of drawing.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the drawing does not know an option
   */
  Options(FigureSpec spec, DrawingKind kind) {
    this.spec = spec;
    this.kind = kind;
    List<String> known = kind.options();
    for (String name : spec.options().keySet()) {
      if (!known.contains(name)) {
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            "figure "
                + spec.id()
                + ": option "
                + name
                + " is unknown to drawing "
                + spec.drawing()
                + "; it takes "
                + new TreeSet<>(known));
      }
    }
  }

  /** An axis whose range is the option's value, a list {@code [low, high]}. */
  Axis axis(String name, Text title) {
    JsonNode value = checked(name);
    return new Axis(title, value.get(0).doubleValue(), value.get(1).doubleValue());
  }

  /** A number above 0. */
  double positive(String name) {
    return checked(name).doubleValue();
  }

  int integer(String name) {
    return checked(name).intValue();
  }

  /** A list of numbers. */
  double[] numbers(String name) {
    JsonNode value = checked(name);
    return IntStream.range(0, value.size()).mapToDouble(i -> value.get(i).doubleValue()).toArray();
  }

  /** A list of one whole number or more. */
  int[] integers(String name) {
    return Arrays.stream(numbers(name)).mapToInt(number -> (int) number).toArray();
  }

  /**
   * The seeds of an option that were measured.
   *
   * @param wanted seeds that the option names
   * @param rows rows that are drawn
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if none of the seeds was measured
   */
  int[] measured(String name, int[] wanted, Rows rows) {
    int[] seeds = rows.distinctInts("seed");
    int[] measured =
        Arrays.stream(wanted).filter(w -> Arrays.stream(seeds).anyMatch(s -> s == w)).toArray();
    if (measured.length == 0) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "figure "
              + spec.id()
              + ": option "
              + name
              + ": the metrics have no rows of seed "
              + Arrays.stream(wanted).mapToObj(Integer::toString).collect(Collectors.joining(", "))
              + " in the selected variant; they have seeds "
              + Arrays.toString(seeds));
    }
    return measured;
  }

  /**
   * A panel as a definition asks for it.
   *
   * @param title beside the panel's letter; may be empty
   * @param show the measurement that is drawn
   * @param variant the variant that is drawn
   */
  record PanelChoice(String title, String show, Variant variant) {}

  /** Rows of panels, each of which names what it shows. */
  List<List<PanelChoice>> panels(String name) {
    List<List<PanelChoice>> rows = new ArrayList<>();
    for (JsonNode row : checked(name)) {
      List<PanelChoice> panels = new ArrayList<>();
      for (JsonNode panel : row) {
        panels.add(
            new PanelChoice(
                panel.path("title").asText(),
                panel.path("show").asText(),
                Variant.of(panel, DrawingKind.PANEL_FIELDS).orElseThrow()));
      }
      rows.add(panels);
    }
    return rows;
  }

  /**
   * A law that a panel draws.
   *
   * @param law its name in the table
   * @param title of the panel
   * @param x title of the x axis, which is logarithmic if {@code xDecades}
   * @param y title of the y axis, which is logarithmic if {@code yDecades}
   * @param series names of the series that are drawn; empty for all
   * @param dots whether all series are drawn as dots
   * @param bound the statement's bound on all numbers, if a line is to show it
   */
  record LawChoice(
      String law,
      String title,
      String x,
      String y,
      boolean xDecades,
      boolean yDecades,
      List<String> series,
      boolean dots,
      OptionalDouble bound) {
    /** The measured series that the panel draws. */
    List<String> of(List<String> measured) {
      return series.isEmpty() ? measured : series.stream().filter(measured::contains).toList();
    }
  }

  /** A list of laws, each with its name and the titles of the panel and of both axes. */
  List<LawChoice> laws(String name) {
    List<LawChoice> laws = new ArrayList<>();
    for (JsonNode law : checked(name)) {
      List<String> logarithmic = new ArrayList<>();
      law.path("logarithmic").forEach(axis -> logarithmic.add(axis.asText()));
      List<String> series = new ArrayList<>();
      law.path("series").forEach(one -> series.add(one.asText()));
      laws.add(
          new LawChoice(
              law.path("law").asText(),
              law.path("title").asText(),
              law.path("x").asText(),
              law.path("y").asText(),
              logarithmic.contains("x"),
              logarithmic.contains("y"),
              series,
              law.path("dots").asBoolean(),
              law.has("bound")
                  ? OptionalDouble.of(law.path("bound").doubleValue())
                  : OptionalDouble.empty()));
    }
    return laws;
  }

  /** Whether an option is given. */
  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /** A text; empty if the option is missing. */
  String text(String name) {
    return has(name) ? checked(name).asText() : "";
  }

  /**
   * The texts of an option that takes a text or a list of texts; empty if the option is missing.
   */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (has(name)) {
      JsonNode value = checked(name);
      (value.isArray() ? value : List.of(value)).forEach(text -> texts.add(text.asText()));
    }
    return texts;
  }

  /** The named values of an option, in order of their names; empty if the option is missing. */
  SortedMap<String, JsonNode> fields(String name) {
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    if (has(name)) {
      checked(name).properties().forEach(one -> fields.put(one.getKey(), one.getValue()));
    }
    return fields;
  }

  /** The titles that an option lists; empty if the option is missing. */
  List<Text> titles(String name) {
    List<Text> titles = new ArrayList<>();
    if (!value(name).isMissingNode()) {
      checked(name).forEach(title -> titles.add(Text.of(title.asText())));
    }
    return titles;
  }

  /** The value of an option, checked for its type and for its fit with the other options. */
  private JsonNode checked(String name) {
    JsonNode value = value(name);
    kind.type(name)
        .fault(value)
        .or(() -> kind.misfit(name, spec.options()))
        .ifPresent(
            fault -> {
              throw new LuckyException(
                  ExitCode.BAD_DEFINITION,
                  "figure " + spec.id() + ": option " + name + ": " + fault);
            });
    return value;
  }

  private JsonNode value(String name) {
    return spec.options().getOrDefault(name, MissingNode.getInstance());
  }
}
