package io.luckynodes.claim;

import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StableCellsRow;
import java.util.List;

/**
 * Far fewer cells are stable than there are cells. The estimated number of stable cells includes
 * cells that no probe has met. For both classes and every number of samples, it is below the number
 * of different cells in which the same probes start. The start cells are only some of all cells. So
 * the estimate stops growing with the number of probes before it comes near the number of cells.
 * Probes of which none settles count with an effect of 0.
 */
final class FewCellsStable {
  private static final String SAMPLES = "train_samples";
  private static final String POINTS_TO = "points_to";

  static final Predicate PREDICATE =
      Predicate.measuring(
              "few-cells-stable",
              List.of(StableCellsRow.class, ProbesRow.class),
              FewCellsStable::effects)
          .axes(SAMPLES)
          .atAllEpochs();

  private FewCellsStable() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects("log₁₀ of the number of cells in which probes start over that of stable cells");
    Rows found = tables.rows(StableCellsRow.class);
    Rows rounds = tables.rows(ProbesRow.class).where("round", 0);
    for (double samples : found.distinct(SAMPLES)) {
      for (double pointsTo : found.distinct(POINTS_TO)) {
        Rows stable = found.where(SAMPLES, samples).where(POINTS_TO, pointsTo);
        Rows start = rounds.where(SAMPLES, samples).where(POINTS_TO, pointsTo);
        String place = "N = %s, class %s".formatted(Say.plain(samples), Say.plain(pointsTo));
        Trials cells = Trials.of(start, own -> own.mean("patterns"));
        Trials estimates = Trials.of(stable, own -> StableCellsRow.withUnseen(own)[0]);
        effects.number(place + " · stable cells", stable.mean("estimate"));
        effects.number(place + " · stable cells, with those not met", estimates.mean());
        effects.number(place + " · log₁₀ of all cells at most", stable.mean("cells_log10"));
        effects.place(
            place,
            cells.with(estimates, (all, some) -> some == 0 ? 0 : StrictMath.log10(all / some)),
            Range.above(0));
      }
    }
    return effects;
  }
}
