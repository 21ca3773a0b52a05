package io.luckynodes.theory;

import io.luckynodes.statistics.Correlation;
import java.util.Arrays;

/** Measurements of nodes on the {@link Circle}. All directions and gaps are in degrees. */
public final class CircleReadings {
  private CircleReadings() {}

  /**
   * The node that is nearest to a direction.
   *
   * @param node its number, the first among equals; −1 if every gap is NaN
   * @param gap its angle to the direction, 0 to 180; NaN if every gap is NaN
   */
  public record Nearest(int node, double gap) {}

  /**
   * The teacher node that is most similar to a student node.
   *
   * @param node its number, the first among equals
   * @param correlation ρ of the two activations over all inputs; 0 where one does not vary
   */
  public record Match(int node, double correlation) {}

  /** The angle between two directions, 0 to 180 degrees. */
  public static double gap(double direction, double other) {
    return Math.abs(StrictMath.IEEEremainder(direction - other, 360));
  }

  /** The node that is nearest to a direction. */
  public static Nearest nearest(double direction, double[] nodes) {
    Nearest nearest = new Nearest(-1, Double.NaN);
    for (int k = 0; k < nodes.length; k++) {
      double gap = gap(direction, nodes[k]);
      if (gap < nearest.gap() || (nearest.node() < 0 && gap >= 0)) {
        nearest = new Nearest(k, gap);
      }
    }
    return nearest;
  }

  /**
   * The gaps of the lucky students after training, [m]. The lucky student of a teacher node is the
   * one that was nearest to it at the start (L28; by Theorems 4 and 5 the gap is 0). Two teacher
   * nodes may share one student.
   *
   * @param start directions of the students before training
   * @param end directions of the students after training
   */
  public static double[] luckyGaps(double[] teachers, double[] start, double[] end) {
    double[] gaps = new double[teachers.length];
    for (int k = 0; k < gaps.length; k++) {
      int student = nearest(teachers[k], start).node();
      gaps[k] = student < 0 ? Double.NaN : gap(teachers[k], end[student]);
    }
    return gaps;
  }

  /**
   * The index of the first snapshot from which the gaps stay within a limit to the end; the number
   * of snapshots if there is none.
   *
   * @param gaps of one student to the nearest teacher node, in the order of the snapshots
   */
  public static int staysFrom(double[] gaps, double limit) {
    int first = gaps.length;
    while (first > 0 && gaps[first - 1] <= limit) {
      first--;
    }
    return first;
  }

  /**
   * The least number of nodes whose ‖v_j‖² add up to a share of the sum over all nodes; all nodes
   * where the network diverged.
   *
   * @param squares ‖v_j‖² of each node
   * @param share the share of their sum, above 0 and at most 1
   */
  public static int carriers(double[] squares, double share) {
    double[] cumulative = cumulativeShares(squares);
    int count = 1;
    while (count < cumulative.length && !(cumulative[count - 1] >= share)) {
      count++;
    }
    return count;
  }

  /**
   * Cumulative shares of values in descending order, [n]: element i is the share of the sum that
   * the i + 1 greatest values make, and the last is 1.
   */
  public static double[] cumulativeShares(double[] squares) {
    double sum = 0;
    double[] cumulative = Arrays.stream(squares).map(square -> -square).sorted().toArray();
    for (int i = 0; i < cumulative.length; i++) {
      sum -= cumulative[i];
      cumulative[i] = sum;
    }
    for (int i = 0; i < cumulative.length; i++) {
      cumulative[i] /= sum;
    }
    return cumulative;
  }

  /**
   * The teacher node whose activations correlate most with those of a student node.
   *
   * @param student activations at every input, [N]
   * @param teachers activations of each teacher node, [m][N], at least one
   */
  public static Match match(double[] student, double[][] teachers) {
    Match best = new Match(0, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < teachers.length; k++) {
      double r = Correlation.of(student, teachers[k]);
      double rho = Double.isNaN(r) ? 0 : r;
      best = rho > best.correlation() ? new Match(k, rho) : best;
    }
    return best;
  }
}
