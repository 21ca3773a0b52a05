package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks the variants that a figure's panels and claims name. */
final class Variants {
  private final YamlMap map;
  private final Map<String, Map<String, List<JsonNode>>> selected = new LinkedHashMap<>();

  private Variants(Figure figure, YamlMap map, List<Experiment> drawn) {
    this.map = map;
    for (Experiment experiment : drawn) {
      Map<String, List<JsonNode>> axes = new TreeMap<>();
      experiment
          .sweep()
          .forEach(
              (axis, swept) -> axes.put(axis, figure.select().getOrDefault(axis, swept.values())));
      selected.put(experiment.id(), axes);
    }
  }

  /** Reports every variant that is malformed or that the figure does not select. */
  static void check(Figure figure, YamlMap map, List<Experiment> drawn) {
    Variants variants = new Variants(figure, map, drawn);
    JsonNode rows = figure.options().get(DrawingKind.PANELS);
    if (rows != null && DrawingKind.of(figure.drawing()).isPresent()) {
      for (JsonNode row : rows) {
        for (JsonNode panel : row) {
          variants.check("options", "panel", panel, DrawingKind.PANEL_FIELDS);
        }
      }
    }
    for (Claim claim : figure.claims()) {
      if (Predicates.names().contains(claim.predicate())) {
        for (String option : Predicates.of(claim.predicate()).variants()) {
          JsonNode named = claim.options().get(option);
          if (named != null) {
            named.forEach(
                one -> variants.check("claims", claim.name() + ": " + option, one, Set.of()));
          }
        }
      }
    }
  }

  private void check(String field, String what, JsonNode node, Set<String> besides) {
    Variant.of(node, besides)
        .ifPresentOrElse(
            variant ->
                variant
                    .faults(selected)
                    .forEach(fault -> map.fault(field, what + " " + node + ": " + fault)),
            () ->
                map.fault(
                    field,
                    what
                        + ": expected an experiment and numbers of its axes, such as"
                        + " {experiment: one, batch_norm: 1}, found "
                        + node));
  }
}
