package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.random.RandomGenerator;

/** Random teachers and students as rows (w, v). */
public final class RandomNodes {
  private RandomNodes() {}

  /**
   * Draws a teacher: w* and v* are uniform over spheres, then v*_j is divided by j^p (Eqn 13,
   * S:310).
   *
   * @param polarity p
   */
  public static double[][] teacher(
      int nodes, int inputs, int outputs, double polarity, RandomGenerator random) {
    double[][] rows = new double[nodes][];
    for (int j = 0; j < nodes; j++) {
      double strength = StrictMath.pow(j + 1.0, -polarity);
      rows[j] =
          row(Directions.random(inputs, random), 1, Directions.random(outputs, random), strength);
    }
    return rows;
  }

  /** Draws students of random directions with equal ‖w‖ and ‖v‖. */
  public static double[][] ofNorm(
      int nodes, int inputs, int outputs, double norm, RandomGenerator random) {
    double[][] rows = new double[nodes][];
    for (int k = 0; k < nodes; k++) {
      rows[k] =
          row(Directions.random(inputs, random), norm, Directions.random(outputs, random), norm);
    }
    return rows;
  }

  /** Draws students with weights and fan-outs from N(0, deviation²). */
  public static double[][] gaussian(
      int nodes, int inputs, int outputs, double deviation, RandomGenerator random) {
    double[][] rows = new double[nodes][];
    for (int k = 0; k < nodes; k++) {
      rows[k] =
          row(
              Directions.gaussian(inputs, random),
              deviation,
              Directions.gaussian(outputs, random),
              deviation);
    }
    return rows;
  }

  /**
   * Reflects students to one side of a direction.
   *
   * @param unit the direction, of norm 1
   * @param side 1 for the side of the direction, −1 for the opposite side, 0 to leave all students
   *     as they are
   */
  public static double[][] reflected(double[][] rows, double[] unit, int side) {
    double[][] reflected = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      reflected[k] = rows[k].clone();
      double along = 0;
      for (int i = 0; i < unit.length; i++) {
        along += rows[k][i] * unit[i];
      }
      for (int i = 0; i < unit.length; i++) {
        reflected[k][i] -= along * side < 0 ? 2 * along * unit[i] : 0;
      }
    }
    return reflected;
  }

  /** A node of scaled weights and fan-out. */
  public static double[] row(double[] w, double norm, double[] v, double strength) {
    double[] row = new double[w.length + v.length];
    for (int i = 0; i < w.length; i++) {
      row[i] = norm * w[i];
    }
    for (int i = 0; i < v.length; i++) {
      row[w.length + i] = strength * v[i];
    }
    return row;
  }
}
