package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.StableCellsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Far fewer cells are stable than there are: in every trial and for both classes, the estimate of
 * stable cells is at least {@code decades} powers of ten below the upper bound on cells.
 */
final class FewCellsStable {
  static final Predicate PREDICATE =
      Predicate.of("few-cells-stable", StableCellsRow.class, FewCellsStable::judge)
          .numbers("decades");

  private FewCellsStable() {}

  private static Verdict judge(Options options, Rows rows) {
    double decades = options.number("decades");
    Map<String, Double> numbers = new TreeMap<>();
    List<String> against = new ArrayList<>();
    for (double samples : rows.distinct("samples")) {
      for (double pointsTo : rows.distinct("points_to")) {
        Rows cell = rows.where("samples", samples).where("points_to", pointsTo);
        double[] estimates = cell.values("estimate");
        double[] bounds = cell.values("cells_log10");
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < estimates.length; i++) {
          least = Math.min(least, bounds[i] - StrictMath.log10(Math.max(1, estimates[i])));
        }
        String place = "N = %s, class %s".formatted(Say.plain(samples), Say.plain(pointsTo));
        numbers.put(place + " · stable cells", cell.mean("estimate"));
        numbers.put(place + " · log10 of all cells at most", cell.mean("cells_log10"));
        if (least < decades) {
          against.add(place + " (" + Say.measured(least) + ")");
        }
      }
    }
    return Verdict.judged(
        against.isEmpty(),
        numbers,
        against.isEmpty()
            ? "Everywhere the stable cells found are %s or more powers of ten fewer than cells there can be."
                .formatted(Say.plain(decades))
            : "Fewer than %s powers of ten lie between stable cells and all at %s."
                .formatted(Say.plain(decades), Say.list(against)));
  }
}
