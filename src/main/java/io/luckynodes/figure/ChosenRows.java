package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.drawing.TableWords;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Rows of any table that a definition chooses by its options {@code table}, {@code filter} and
 * {@code when}, with methods that drawings of such rows share.
 *
 * @param rows that are drawn
 * @param notes on the choice, for the footer
 */
record ChosenRows(Rows rows, TableType type, FigureSpec spec, Options options, List<String> notes) {
  private static final double ASPECT = 0.85;

  /**
   * A part of the rows.
   *
   * @param name in words; empty if the part is all rows
   */
  record Part(String name, Rows rows) {}

  static ChosenRows of(DrawingKind kind, FigureSpec spec, Options options, Metrics metrics) {
    Class<? extends Row> table = kind.tables(spec.options()).stream().findFirst().orElseThrow();
    TableType type = TableType.of(table);
    Rows all = filtered(metrics.rows(table).selected(spec.experiments()), options);
    boolean timeIsDrawn =
        kind.columns(spec.options()).values().stream()
            .anyMatch(names -> names.contains(type.time()));
    if (timeIsDrawn || all.isEmpty()) {
      return new ChosenRows(all, type, spec, options, List.of());
    }
    return options.text("when").equals("start")
        ? new ChosenRows(
            all.where(type.time(), all.distinct(type.time())[0]),
            type,
            spec,
            options,
            List.of("Before training."))
        : new ChosenRows(all.atEndOfEach(), type, spec, options, List.of("After training."));
  }

  /** The rows with the values that option {@code filter} names. */
  private static Rows filtered(Rows all, Options options) {
    Rows rows = all;
    for (Map.Entry<String, JsonNode> field : options.fields("filter").entrySet()) {
      List<JsonNode> wanted = new ArrayList<>();
      (field.getValue().isArray() ? field.getValue() : List.of(field.getValue()))
          .forEach(wanted::add);
      String column = field.getKey();
      rows =
          wanted.get(0).isTextual()
              ? rows.whereAny(column, wanted.stream().map(JsonNode::asText).toList())
              : rows.where(
                  column, value -> wanted.stream().anyMatch(one -> one.doubleValue() == value));
    }
    return rows;
  }

  /**
   * Splits rows by the values of a column or an axis, or by experiment. The rows stay one part if
   * {@code by} is empty.
   */
  List<Part> parts(Rows some, String by) {
    List<Part> parts = new ArrayList<>();
    if (by.isEmpty()) {
      parts.add(new Part("", some));
    } else if (by.equals(Rows.EXPERIMENT)) {
      for (DrawnExperiment experiment : spec.experiments()) {
        parts.add(new Part(experiment.label(), some.ofExperiment(experiment.id(), spec)));
      }
    } else if (type.isText(by)) {
      for (String text : some.distinctTexts(by)) {
        parts.add(new Part(text, some.where(by, text)));
      }
    } else {
      for (double value : some.distinct(by)) {
        parts.add(new Part(words(by, value), some.where(by, value)));
      }
    }
    return parts;
  }

  /** A value in words, such as {@code over-realisation 2} or {@code layer 0}. */
  private String words(String column, double value) {
    return spec.experiments().stream()
        .filter(experiment -> experiment.select().containsKey(column))
        .findFirst()
        .map(experiment -> experiment.words(column, value))
        .orElse(column.replace('_', ' ') + " " + Numbers.plain(value));
  }

  /**
   * The title of a column, as {@link TableWords} gives it; else the words for an axis of the sweep,
   * such as {@code learning rate}.
   */
  String title(String column) {
    return TableWords.title(type, column)
        .orElseGet(
            () ->
                spec.experiments().stream()
                    .flatMap(experiment -> ofAxis(experiment, column).stream())
                    .findFirst()
                    .orElse(column.replace('_', ' ')));
  }

  /**
   * The words for an axis, which precede the value in the words for its first value; empty if these
   * do not end with the value.
   */
  private static Optional<String> ofAxis(DrawnExperiment experiment, String axis) {
    List<JsonNode> values = experiment.select().getOrDefault(axis, List.of());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double value = values.get(0).doubleValue();
    String words = experiment.words(axis, value);
    int last = words.lastIndexOf(' ');
    return last > 0 && words.substring(last + 1).equals(Numbers.plain(value))
        ? Optional.of(words.substring(0, last))
        : Optional.empty();
  }

  /**
   * The title that the options give to the numbers of an option, or else the title of its column.
   * It is empty if the option names several columns.
   *
   * @param option {@code x}, {@code y} or {@code value}
   */
  Text titleOf(String option) {
    String given = options.text(option + "_title");
    List<String> columns = options.texts(option);
    String ofColumn = columns.size() == 1 ? title(columns.get(0)) : "";
    return Text.of(given.isEmpty() ? ofColumn : given);
  }

  /**
   * Whether the numbers of {@code x}, {@code y} or {@code value} are drawn on a logarithmic scale.
   */
  boolean decades(String axis) {
    return options.texts("logarithmic").contains(axis);
  }

  /**
   * An axis with the range that the options give, or else around the values. Ticks stand at the
   * values of a sweep if the axis is one of the sweep.
   *
   * @param name {@code x} or {@code y}
   * @param values that are drawn along the axis
   */
  Axis axis(String name, double[] values) {
    List<String> columns = options.texts(name);
    Text title = titleOf(name);
    boolean decades = decades(name);
    Axis axis = Axis.fitting(title, decades, values);
    if (options.has(name + "_range")) {
      Axis wanted = options.axis(name + "_range", title);
      axis =
          decades && wanted.low() > 0
              ? new Axis(title, wanted.low(), wanted.high(), Axis.Scale.LOGARITHMIC)
              : wanted;
    }
    boolean swept =
        columns.size() == 1
            && spec.experiments().stream()
                .anyMatch(experiment -> experiment.select().containsKey(columns.get(0)));
    return swept ? axis.at(rows.distinct(columns.get(0))) : axis;
  }

  /**
   * An axis with positions at equal distances, each labelled with its value.
   *
   * @param name {@code x} or {@code y}
   */
  Axis named(String name, double[] values) {
    List<String> labels =
        Numbers.alike(DoubleStream.of(values).map(Numbers::rounded).boxed().toList());
    return new Axis(
        titleOf(name), -0.5, Math.max(1, values.length) - 0.5, Axis.Scale.WHOLE, labels, List.of());
  }

  /** The x values of all points of some series. */
  static double[] x(List<Series> series) {
    return series.stream().flatMapToDouble(one -> DoubleStream.of(one.x())).toArray();
  }

  /** Panels in rows; a single panel is lower in relation to its width. */
  static List<Plate.Row> grid(List<Panel> panels) {
    return panels.size() == 1
        ? List.of(Plate.Row.ofAny(panels, ASPECT))
        : Plate.Row.grid(panels, ASPECT);
  }

  /** A plate of panels in rows, with a legend below them if there are several looks. */
  static Plate plate(List<Panel> panels, Map<String, Look> looks, List<String> notes) {
    List<Key.Entry> entries = new ArrayList<>();
    looks.forEach((name, look) -> entries.add(new Key.Entry(Text.of(name), look)));
    return new Plate(
        grid(panels),
        List.of(),
        List.of(),
        entries.size() > 1 ? new Key.LegendBelow(entries) : new Key.None(),
        notes);
  }

  /**
   * A panel for each part, on the same axes.
   *
   * @param drawn the series of each part
   */
  static List<Panel> panels(List<Part> parts, Axis x, Axis y, List<List<Series>> drawn) {
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      panels.add(
          new Panel(
              name.isEmpty() ? "all" : name, Text.of(name), x, y, drawn.get(i), "no numbers"));
    }
    return panels;
  }
}
