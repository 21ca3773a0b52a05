package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;

/**
 * After {@code epoch} epochs stronger teacher nodes are more likely to be matched, in every
 * polarity and width: the rank correlation between a node's strength and whether it is matched is
 * above 0. The first node is the strongest. The correlation is 0 in a seed in which all or no nodes
 * are matched. There is no room for an effect where all nodes are matched in every seed.
 */
final class StrongerTeachersMatchedMore {
  private static final String EPOCH = "epoch";
  private static final String MATCHED = "matched";

  static final Predicate PREDICATE =
      Predicate.measuring(
              "stronger-teachers-matched-more",
              TeacherNodesRow.class,
              (options, rows) -> effects(options.number(EPOCH), rows))
          .numbers(EPOCH)
          .atAllEpochs();

  private StrongerTeachersMatchedMore() {}

  private static Effects effects(double epoch, Rows rows) {
    Effects effects =
        new Effects(
            "the rank correlation between a teacher node's strength and whether it is matched after epoch "
                + Say.plain(epoch));
    if (rows.where(EPOCH, epoch).isEmpty()) {
      effects.unmeasured(EPOCH + " " + Say.plain(epoch));
      return effects;
    }
    Places.of(rows, Places.POLARITY, Places.WIDTH, Places.LAYER)
        .forEach(
            (name, own) -> {
              Trials share = Places.at(own, epoch, "correlation", seed -> seed.mean(MATCHED), 0);
              effects.number(name + " · share of matched teacher nodes", share.mean());
              effects.placeUnless(
                  share.least() == 1,
                  name,
                  Places.at(own, epoch, "correlation", StrongerTeachersMatchedMore::order, 0),
                  Range.above(0));
            });
    return effects;
  }

  private static double order(Rows seed) {
    double order = RankCorrelation.of(seed.values("teacher"), seed.values(MATCHED));
    return Double.isNaN(order) ? 0 : -order;
  }
}
