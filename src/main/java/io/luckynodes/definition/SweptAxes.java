package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.Axes;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.Claim;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks that a figure's experiments sweep over the axes, and measure the tables, that its drawing
 * and claims read.
 */
final class SweptAxes {
  private SweptAxes() {}

  static void ofDrawing(Figure figure, DrawingKind kind, YamlMap map, List<Experiment> drawn) {
    Axes axes = kind.axes(figure.options());
    for (Experiment experiment : drawn) {
      for (String axis : axes.needed()) {
        if (!experiment.sweep().containsKey(axis)) {
          map.fault(
              "drawing",
              "%s draws the values of %s, over which experiment %s does not sweep; its axes are %s"
                  .formatted(kind.id(), axis, experiment.id(), experiment.sweep().keySet()));
        }
      }
      List<String> others = new ArrayList<>();
      for (Map.Entry<String, Experiment.Axis> axis : experiment.sweep().entrySet()) {
        List<JsonNode> values =
            figure.select().getOrDefault(axis.getKey(), axis.getValue().values());
        if (values.size() > 1 && !axes.named().contains(axis.getKey())) {
          others.add(axis.getKey() + " " + values);
        }
      }
      if (others.size() > axes.others()) {
        map.fault(
            figure.select().isEmpty() ? "drawing" : "select",
            "%s of experiment %s: drawing %s takes one value of %s; select: names it"
                .formatted(
                    String.join(" and ", others),
                    experiment.id(),
                    kind.id(),
                    axes.others() == 0 ? "each" : "all but " + axes.others()));
      }
    }
  }

  /** Reports claims whose axes or tables none of the experiments has. */
  static void ofClaims(Figure figure, YamlMap map, List<Experiment> drawn) {
    for (Claim claim : figure.claims()) {
      if (Predicates.names().contains(claim.predicate())) {
        Predicate predicate = Predicates.of(claim.predicate());
        String judged = claim.name() + ": predicate " + claim.predicate();
        for (String axis : predicate.axes()) {
          if (drawn.stream().noneMatch(one -> one.sweep().containsKey(axis))) {
            map.fault("claims", judged + " needs a sweep over " + axis + ", and there is none");
          }
        }
        for (String table : predicate.tables().stream().map(t -> TableType.of(t).name()).toList()) {
          if (drawn.stream().noneMatch(one -> one.measure().contains(table))) {
            map.fault("claims", judged + " reads the table " + table + ", which is not measured");
          }
        }
      }
    }
  }
}
