package io.luckynodes.claim;

import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Neurons that form one cluster after training turn to each other before the loss drops. The mean
 * cosine between the whole weight vectors of two neurons of one final cluster rises by more than
 * {@code gain} from the start to the last snapshot before the loss drops. The gain is 0 in a
 * network that diverged or that has no cluster of two neurons.
 */
final class ClustersAlign {
  static final Predicate PREDICATE =
      Predicate.measuring("clusters-align", NeuronCosinesRow.class, ClustersAlign::reduce)
          .numbers("gain")
          .atAllEpochs();

  private ClustersAlign() {}

  private static Effects reduce(Options options, Rows rows) {
    double gain = options.number("gain");
    double end = Arrays.stream(rows.values(rows.time())).max().orElse(0);
    Trials start = Trials.of(rows, trial -> inClusters(trial.where(trial.time(), 0)));
    Trials gained =
        Trials.of(
            rows,
            "row_cluster",
            end,
            trial -> inClusters(trial.beforeDrop()) - inClusters(trial.where(trial.time(), 0)),
            diverged -> 0);
    Effects effects = new Effects("the gain in the mean cosine up to the drop of the loss");
    String place = "within final clusters";
    effects.placeUnless(start.least() + gain >= 1, place, gained, Range.above(gain));
    effects.number("mean cosine before training", start.mean());
    return effects;
  }

  /** The mean cosine of two neurons of one cluster; 0 if no cluster has two. */
  private static double inClusters(Rows moment) {
    double[] cosines = moment.values("cosine");
    int[] ones = moment.ints("row_cluster");
    int[] others = moment.ints("column_cluster");
    return IntStream.range(0, cosines.length)
        .filter(i -> ones[i] == others[i] && ones[i] >= 0 && Double.isFinite(cosines[i]))
        .mapToDouble(i -> cosines[i])
        .average()
        .orElse(0);
  }
}
