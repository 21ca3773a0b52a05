package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A figure's options, checked as they are read. */
final class Options {
  private final FigureSpec spec;

  /**
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there is an option of another name
   */
  Options(FigureSpec spec, Collection<String> known) {
    this.spec = spec;
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
    JsonNode value = value(name);
    if (value.size() != 2
        || !value.path(0).isNumber()
        || !value.path(1).isNumber()
        || !(value.path(0).doubleValue() < value.path(1).doubleValue())) {
      throw wrong(name, "[low, high]", value);
    }
    return new Axis(title, value.get(0).doubleValue(), value.get(1).doubleValue());
  }

  /** A number above 0. */
  double positive(String name) {
    JsonNode value = value(name);
    if (!value.isNumber() || !(value.doubleValue() > 0)) {
      throw wrong(name, "a number above 0", value);
    }
    return value.doubleValue();
  }

  /** Whether an option is given. */
  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  int integer(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  /** A list of one whole number or more. */
  int[] integers(String name) {
    return integers(name, Integer.MAX_VALUE);
  }

  /** A list of one whole number or more, up to so many. */
  int[] integers(String name, int most) {
    JsonNode value = value(name);
    String expected =
        most == Integer.MAX_VALUE
            ? "a list of whole numbers"
            : "a list of 1 to " + most + " whole numbers";
    int[] integers = new int[value.size()];
    if (integers.length == 0 || integers.length > most) {
      throw wrong(name, expected, value);
    }
    for (int i = 0; i < integers.length; i++) {
      if (!value.path(i).isIntegralNumber()) {
        throw wrong(name, expected, value);
      }
      integers[i] = value.get(i).intValue();
    }
    return integers;
  }

  /**
   * Those of the seeds named by an option that were measured.
   *
   * @param wanted the option's value
   * @param rows what is drawn
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if none was
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
   * @param title beside its letter; may be empty
   * @param show what is drawn
   * @param variant the variant that is drawn
   */
  record PanelChoice(String title, String show, Variant variant) {}

  private static final Set<String> PANEL_FIELDS = Set.of("title", "show");
  private static final Set<String> LAW_TEXTS = Set.of("law", "title", "x", "y");
  private static final Set<String> LAW_FIELDS =
      Set.of("law", "title", "x", "y", "logarithmic", "series");

  /**
   * Rows of panels, each of which says what it shows.
   *
   * @param known words that {@code show} can be
   */
  List<List<PanelChoice>> panels(String name, List<String> known) {
    List<List<PanelChoice>> rows = new ArrayList<>();
    for (JsonNode row : value(name)) {
      List<PanelChoice> panels = new ArrayList<>();
      for (JsonNode panel : row) {
        Optional<Variant> variant = Variant.of(panel, PANEL_FIELDS);
        if (variant.isEmpty() || !known.contains(panel.path("show").asText())) {
          throw wrong(
              name,
              "panels with the field show (one of "
                  + String.join(", ", known)
                  + "), an experiment, numbers of its axes and perhaps a title",
              panel);
        }
        panels.add(
            new PanelChoice(
                panel.path("title").asText(), panel.path("show").asText(), variant.get()));
      }
      if (panels.isEmpty()) {
        throw wrong(name, "rows of one panel or more", row);
      }
      rows.add(panels);
    }
    if (rows.isEmpty()) {
      throw wrong(name, "a list of rows, each a list of panels", value(name));
    }
    return rows;
  }

  /**
   * A law that a panel draws.
   *
   * @param law its name in the table
   * @param title of the panel
   * @param x title of its x axis, logarithmic if {@code xDecades}
   * @param y title of its y axis, logarithmic if {@code yDecades}
   * @param series that are drawn; empty for all
   */
  record LawChoice(
      String law,
      String title,
      String x,
      String y,
      boolean xDecades,
      boolean yDecades,
      List<String> series) {
    /** Those of some series that are drawn. */
    List<String> of(List<String> measured) {
      return series.isEmpty() ? measured : series.stream().filter(measured::contains).toList();
    }
  }

  /** A list of laws: each with its name, the panel's title and those of both axes. */
  List<LawChoice> laws(String name) {
    List<LawChoice> laws = new ArrayList<>();
    for (JsonNode law : value(name)) {
      Set<String> fields = new TreeSet<>();
      law.fieldNames().forEachRemaining(fields::add);
      List<String> logarithmic = new ArrayList<>();
      law.path("logarithmic").forEach(axis -> logarithmic.add(axis.asText()));
      List<String> series = new ArrayList<>();
      law.path("series").forEach(one -> series.add(one.asText()));
      if (!fields.containsAll(LAW_TEXTS)
          || !LAW_FIELDS.containsAll(fields)
          || !List.of("x", "y").containsAll(logarithmic)) {
        throw wrong(
            name,
            "laws with the texts law, title, x and y, and perhaps logarithmic, a list of x and y, and series, a list",
            law);
      }
      laws.add(
          new LawChoice(
              law.path("law").asText(),
              law.path("title").asText(),
              law.path("x").asText(),
              law.path("y").asText(),
              logarithmic.contains("x"),
              logarithmic.contains("y"),
              series));
    }
    if (laws.isEmpty()) {
      throw wrong(name, "a list of laws", value(name));
    }
    return laws;
  }

  /** A list of so many texts; none if the option is missing. */
  List<Text> titles(String name, int count) {
    JsonNode value = value(name);
    List<Text> titles = new ArrayList<>();
    if (value.isMissingNode()) {
      return titles;
    }
    value.forEach(title -> titles.add(Text.of(title.asText())));
    if (titles.size() != count) {
      throw wrong(name, "a list of " + count + " titles", value);
    }
    return titles;
  }

  private JsonNode value(String name) {
    return spec.options().getOrDefault(name, MissingNode.getInstance());
  }

  /** The fault of an option whose value is of the right type but cannot be drawn. */
  LuckyException wrong(String name, String expected) {
    return wrong(name, expected, value(name));
  }

  private LuckyException wrong(String name, String expected, JsonNode found) {
    return new LuckyException(
        ExitCode.BAD_DEFINITION,
        "figure "
            + spec.id()
            + ": option "
            + name
            + ": expected "
            + expected
            + ", found "
            + (found.isMissingNode() ? "nothing" : found.toString()));
  }
}
