package io.luckynodes.claim;

import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.Rows;
import java.util.List;

/**
 * Clusters can be merged without loss: at threshold {@code cosine} and each number of samples, the
 * accuracy on training and on test images changes by less than {@code tolerance}. A network that
 * diverged counts with the greatest loss of a classifier of two classes, ½. There is no room for an
 * effect where no network has two neurons in one cluster, or where no network is better than
 * chance.
 */
final class MergingCostsNothing {
  private static final String SAMPLES = "train_samples";
  private static final double CHANCE = 0.5;

  static final Predicate PREDICATE =
      Predicate.measuring(
              "merging-costs-nothing",
              List.of(MergingRow.class, ClassificationRow.class),
              MergingCostsNothing::effects)
          .numbers("cosine", "tolerance")
          .axes(SAMPLES)
          .atAllEpochs();

  private MergingCostsNothing() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects = new Effects("the gain in accuracy by merging clusters");
    Rows merged = tables.rows(MergingRow.class).where("cosine", options.number("cosine"));
    Rows course = tables.rows(ClassificationRow.class);
    for (double size : course.distinct(SAMPLES)) {
      Rows variant = merged.where(SAMPLES, size);
      String place = "N = " + Say.plain(size);
      effects.number(place + " · neurons", variant.mean("neurons"));
      effects.number(place + " · clusters", variant.mean("clusters"));
      boolean apart =
          Trials.of(variant, own -> own.mean("neurons") - own.mean("clusters")).greatest() <= 0;
      for (String images : List.of("train", "test")) {
        String name = place + ", " + (images.equals("train") ? "training" : "test") + " images";
        Trials before = Trials.of(variant, own -> own.mean(images + "_before"));
        effects.number(name + " · accuracy before", before.mean());
        effects.placeUnless(
            apart || before.greatest() <= CHANCE,
            name,
            Network.each(
                variant,
                course.where(SAMPLES, size),
                network ->
                    network.end().mean(images + "_after") - network.end().mean(images + "_before"),
                CHANCE - 1),
            Range.within(0, options.number("tolerance")));
      }
    }
    return effects;
  }
}
