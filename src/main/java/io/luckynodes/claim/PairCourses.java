package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import java.util.Arrays;

/**
 * The correlation of every teacher node with every student node of the lowest layer over the epochs
 * of one network. The first teacher node is the strongest.
 */
final class PairCourses {
  static final int STRONGEST = 0;

  private final double threshold;

  /** [epoch][teacher][student]; NaN where it was not measured. */
  private final double[][][] correlations;

  /**
   * @param seed rows of table {@code pairs} of one network
   * @param threshold the correlation above which a student node matches a teacher node
   */
  PairCourses(Rows seed, double threshold) {
    this.threshold = threshold;
    Rows lowest = seed.where(Places.LAYER, 0);
    double[] times = lowest.distinct(lowest.time());
    double[] epochs = lowest.values(lowest.time());
    int[] teachers = lowest.ints("teacher");
    int[] students = lowest.ints("student");
    double[] rho = lowest.values("correlation");
    int m = Arrays.stream(teachers).max().orElse(-1) + 1;
    int n = Arrays.stream(students).max().orElse(-1) + 1;
    correlations = new double[times.length][m][n];
    for (double[][] epoch : correlations) {
      for (double[] teacher : epoch) {
        Arrays.fill(teacher, Double.NaN);
      }
    }
    for (int i = 0; i < rho.length; i++) {
      correlations[Arrays.binarySearch(times, epochs[i])][teachers[i]][students[i]] = rho[i];
    }
  }

  int epochs() {
    return correlations.length;
  }

  int students() {
    return correlations.length == 0 || correlations[0].length == 0 ? 0 : correlations[0][0].length;
  }

  double correlation(int epoch, int teacher, int student) {
    return correlations[epoch][teacher][student];
  }

  /**
   * The teacher node that a student node matches, the one with the greatest correlation if there
   * are several; −1 if there is none.
   */
  int matched(int epoch, int student) {
    int closest = -1;
    double most = threshold;
    for (int teacher = 0; teacher < correlations[epoch].length; teacher++) {
      if (correlations[epoch][teacher][student] > most) {
        closest = teacher;
        most = correlations[epoch][teacher][student];
      }
    }
    return closest;
  }

  /** The first teacher node that a student node matches; −1 if it never matches one. */
  int firstMatched(int student) {
    for (int epoch = 0; epoch < correlations.length; epoch++) {
      int teacher = matched(epoch, student);
      if (teacher >= 0) {
        return teacher;
      }
    }
    return -1;
  }

  /** The number of student nodes that match a teacher node at an epoch. */
  int crowd(int epoch, int teacher) {
    int crowd = 0;
    for (int student = 0; student < students(); student++) {
      crowd += matched(epoch, student) == teacher ? 1 : 0;
    }
    return crowd;
  }
}
