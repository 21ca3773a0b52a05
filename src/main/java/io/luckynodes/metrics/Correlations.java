package io.luckynodes.metrics;

import io.luckynodes.network.PairMoments;
import java.util.Arrays;

/**
 * Pearson correlation ρ(j°, j) of every teacher node with every student node over all evaluation
 * samples, collected in float64 from the moments of parts of the samples. A tiny ε under the root
 * makes a dead node's correlation 0, never NaN [C].
 */
public final class Correlations {
  private static final double EPSILON = 1e-10;

  /** Greatest deviation, as a share of the mean, that rounding to float32 gives a constant. */
  private static final double CONSTANT = 1e-5;

  private final int teachers;
  private final int students;
  private final double[] teacherMean;
  private final double[] studentMean;
  private final double[] teacherSquares;
  private final double[] studentSquares;
  private final double[][] cross;
  private double rows;

  /**
   * @param teachers nodes of the teacher's layer, m
   * @param students nodes of the student's layer, n
   */
  public Correlations(int teachers, int students) {
    this.teachers = teachers;
    this.students = students;
    teacherMean = new double[teachers];
    studentMean = new double[students];
    teacherSquares = new double[teachers];
    studentSquares = new double[students];
    cross = new double[teachers][students];
  }

  /**
   * Adds the moments of further observations by the pairwise update of Chan, Golub and LeVeque.
   * Unlike sums of squares, it does not suffer from cancellation.
   */
  public void add(PairMoments part) {
    double all = rows + part.rows();
    double weight = rows * part.rows() / all;
    double[] teacherShift = new double[teachers];
    double[] studentShift = new double[students];
    for (int i = 0; i < teachers; i++) {
      teacherShift[i] = part.teacherMean()[i] - teacherMean[i];
      teacherSquares[i] += part.teacherSquares()[i] + teacherShift[i] * teacherShift[i] * weight;
      teacherMean[i] += teacherShift[i] * part.rows() / all;
    }
    for (int j = 0; j < students; j++) {
      studentShift[j] = part.studentMean()[j] - studentMean[j];
      studentSquares[j] += part.studentSquares()[j] + studentShift[j] * studentShift[j] * weight;
      studentMean[j] += studentShift[j] * part.rows() / all;
    }
    for (int i = 0; i < teachers; i++) {
      for (int j = 0; j < students; j++) {
        cross[i][j] += part.cross()[i * students + j] + teacherShift[i] * studentShift[j] * weight;
      }
    }
    rows = all;
  }

  /** ρ, [m][n]. */
  public double[][] matrix() {
    double[][] rho = new double[teachers][students];
    for (int i = 0; i < teachers; i++) {
      for (int j = 0; j < students; j++) {
        rho[i][j] =
            cross[i][j] / Math.sqrt((teacherSquares[i] + EPSILON) * (studentSquares[j] + EPSILON));
      }
    }
    return rho;
  }

  /**
   * Flags of dead teacher nodes. The activation of a dead node is the same on every evaluation
   * sample, up to rounding to float32, so that nothing can correlate with it.
   */
  public boolean[] deadTeachers() {
    boolean[] dead = new boolean[teachers];
    for (int i = 0; i < teachers; i++) {
      double rounding = CONSTANT * teacherMean[i];
      dead[i] = teacherSquares[i] <= Math.max(EPSILON, rows * rounding * rounding);
    }
    return dead;
  }

  /** For each row of a matrix the column of its greatest entry, the first among equals. */
  public static int[] bestColumns(double[][] matrix) {
    int[] best = new int[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 1; j < matrix[i].length; j++) {
        if (matrix[i][j] > matrix[i][best[i]]) {
          best[i] = j;
        }
      }
    }
    return best;
  }

  /**
   * For each column of a matrix the row of its greatest entry, the first among equals.
   *
   * @param without rows that are excluded, unless there are no others
   */
  public static int[] bestRows(double[][] matrix, boolean[] without) {
    int first = 0;
    while (first + 1 < matrix.length && without[first]) {
      first++;
    }
    int[] best = new int[matrix[0].length];
    Arrays.fill(best, first);
    for (int j = 0; j < best.length; j++) {
      for (int i = first + 1; i < matrix.length; i++) {
        if (!without[i] && matrix[i][j] > matrix[best[j]][j]) {
          best[j] = i;
        }
      }
    }
    return best;
  }
}
