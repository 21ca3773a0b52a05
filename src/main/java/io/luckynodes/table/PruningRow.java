package io.luckynodes.table;

import io.luckynodes.statistics.RankCorrelation;

/**
 * A neuron at a snapshot of the first training, and its weights that pruning later removes.
 *
 * @param neuron from 0
 * @param angle degrees between w and its target vector
 * @param inNorm ‖w‖
 * @param pruned number of incoming and outgoing weights that the last round's masks remove
 * @param finalCluster cluster of the neuron after the first training, by size from 0; −1 if it is
 *     in none
 */
public record PruningRow(int neuron, double angle, double inNorm, int pruned, int finalCluster)
    implements StepRow {
  /** Least number of neurons in a cluster: with two, every rank correlation is 1 or −1. */
  private static final int LEAST_CLUSTER = 3;

  /**
   * The rank correlation between the angle to the target and the number of pruned weights; NaN if
   * either is the same for all neurons.
   *
   * @param neurons rows of one network at one step, all with a target
   */
  public static double relation(Rows neurons) {
    return RankCorrelation.of(neurons.values("angle"), neurons.values("pruned"));
  }

  /**
   * The mean of this rank correlation over final clusters of at least three neurons, each weighted
   * by its number of neurons minus one. A cluster without a rank correlation counts as 0. The mean
   * is NaN if there are no clusters of at least three neurons.
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
