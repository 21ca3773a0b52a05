package io.luckynodes.metrics.twolayer;

import io.luckynodes.network.twolayer.GateCounts;

/**
 * Counts of the samples on either side of a teacher node's boundary in a student node's active
 * region, summed over parts of the evaluation samples.
 */
final class BoundarySides {
  private final double[] active;
  private final double[][] both;

  /**
   * @param teachers nodes of the teacher's layer, m
   * @param students nodes of the student's layer, n
   */
  BoundarySides(int teachers, int students) {
    active = new double[students];
    both = new double[teachers][students];
  }

  void add(GateCounts part) {
    for (int j = 0; j < active.length; j++) {
      active[j] += part.student()[j];
      for (int i = 0; i < both.length; i++) {
        both[i][j] += part.both()[i * active.length + j];
      }
    }
  }

  /**
   * The share of a student node's active samples that lie on the rarer side of each teacher node's
   * boundary, [m][n]. It is 0 if the student does not see the boundary or is never active, and ½ if
   * the boundary divides the active samples in halves.
   */
  double[][] minorSide() {
    double[][] shares = new double[both.length][active.length];
    for (int i = 0; i < both.length; i++) {
      for (int j = 0; j < active.length; j++) {
        double on = both[i][j];
        shares[i][j] = active[j] == 0 ? 0 : Math.min(on, active[j] - on) / active[j];
      }
    }
    return shares;
  }
}
