package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Claim;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks whether a figure can be drawn from its experiments, and whether they can judge its claims.
 */
final class FigureChecks {
  private FigureChecks() {}

  /** Checks a figure against all experiments, once they are known. */
  static void check(Figure figure, YamlMap map, Map<String, Experiment> experiments) {
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
        if (swept.values().stream().noneMatch(v -> Definitions.sameNumber(v, value))) {
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
        map.fault("drawing", Suggestion.unknown("drawing", figure.drawing(), DrawingKind.ids()));
      }
      return;
    }
    Options.ofDrawing(figure, drawing.get(), map, drawn);
    checkColumns(figure, drawing.get(), map, drawn);
    SweptAxes.ofDrawing(figure, drawing.get(), map, drawn);
    if (drawn.size() > 1 && !drawing.get().several()) {
      map.fault(
          "experiment",
          "drawing " + figure.drawing() + " draws one experiment, found " + drawn.size());
    }
    for (Experiment experiment : drawn) {
      for (String table : drawing.get().tableNames(figure.options())) {
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

  /** Checks that columns that options name are in the table or are axes of every experiment. */
  private static void checkColumns(
      Figure figure, DrawingKind kind, YamlMap map, List<Experiment> drawn) {
    for (Class<? extends Row> table : kind.tables(figure.options())) {
      TableType type = TableType.of(table);
      for (Experiment experiment : drawn) {
        SortedSet<String> known = new TreeSet<>(type.columns());
        known.addAll(List.of(TableType.SEED, type.time()));
        known.addAll(experiment.sweep().keySet());
        kind.columns(figure.options())
            .forEach(
                (option, names) -> {
                  for (String name : names) {
                    boolean parts = List.of("curve", "colour", "panel").contains(option);
                    if (!known.contains(name) && !(parts && name.equals(Rows.EXPERIMENT))) {
                      map.fault(
                          "options",
                          option
                              + ": "
                              + Suggestion.unknown(
                                  "column or axis of " + experiment.id(), name, known));
                    }
                  }
                });
      }
    }
  }

  /** Checks that claims of a figure of several experiments can be judged by rows of several. */
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
}
