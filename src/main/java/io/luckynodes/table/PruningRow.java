package io.luckynodes.table;

import io.luckynodes.statistics.RankCorrelation;

/**
 * A neuron at a snapshot of the first training, and what pruning takes of it later.
 *
 * @param neuron from 0
 * @param angle degrees between w and its target vector
 * @param inNorm ‖w‖
 * @param pruned incoming and outgoing weights that the last round's masks take away
 * @param finalCluster its cluster after the first training, by size from 0; −1 if it is in none
 */
public record PruningRow(int neuron, double angle, double inNorm, int pruned, int finalCluster)
    implements StepRow {
  /** Of two neurons every rank correlation is 1 or −1. */
  private static final int LEAST_CLUSTER = 3;

  /**
   * The rank correlation between the angle to the target and the number of pruned weights; NaN if
   * either is the same of all.
   *
   * @param neurons of one network at one step, all with a target
   */
  public static double relation(Rows neurons) {
    return RankCorrelation.of(neurons.values("angle"), neurons.values("pruned"));
  }

  /**
   * The same within final clusters: the mean over those of three neurons or more, each weighed by
   * its neurons but one, where a cluster of equal neurons counts as 0; NaN if there is none.
   */
  public static double relationWithinClusters(Rows neurons) {
    double sum = 0;
    double weights = 0;
    Rows clustered = neurons.where("final_cluster", number -> number >= 0);
    for (int cluster : clustered.distinctInts("final_cluster")) {
      Rows own = clustered.where("final_cluster", cluster);
      if (own.count() >= LEAST_CLUSTER) {
        double relation = relation(own);
        sum += Double.isNaN(relation) ? 0 : (own.count() - 1) * relation;
        weights += own.count() - 1;
      }
    }
    return weights == 0 ? Double.NaN : sum / weights;
  }
}
