package io.luckynodes.theory;

import java.util.random.RandomGenerator;

/** Vectors of norm 1 as arrays of float64. */
public final class Directions {
  private Directions() {}

  /** The inner product a · b. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The norm ‖a‖. */
  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** The distance ‖a − b‖. */
  public static double distance(double[] a, double[] b) {
    return norm(sum(a, -1, b));
  }

  /** The sum a + factor · b. */
  public static double[] sum(double[] a, double factor, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + factor * b[i];
    }
    return sum;
  }

  /** The unit vector a / ‖a‖. */
  public static double[] unit(double[] a) {
    double norm = norm(a);
    double[] unit = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      unit[i] = a[i] / norm;
    }
    return unit;
  }

  /** The part of a orthogonal to a vector of norm 1: P⊥ a. */
  public static double[] upright(double[] a, double[] unit) {
    return sum(a, -dot(a, unit), unit);
  }

  /** Sine of the angle between two vectors of norm 1; small angles keep all their digits. */
  public static double sine(double[] a, double[] b) {
    double along = dot(a, b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double upright = a[i] - along * b[i];
      sum += upright * upright;
    }
    return Math.sqrt(sum);
  }

  /** The angle between two vectors of norm 1 in radians, 0 to π. */
  public static double angle(double[] a, double[] b) {
    return StrictMath.atan2(sine(a, b), dot(a, b));
  }

  /** A vector of norm 1 turned by an angle (radians) towards another vector, or past it. */
  public static double[] turned(double[] unit, double[] towards, double angle) {
    // Projects twice: if both vectors are close, the first projection leaves a part along the
    // vector.
    double[] aside = unit(upright(unit(upright(towards, unit)), unit));
    double[] turned = new double[unit.length];
    for (int i = 0; i < unit.length; i++) {
      turned[i] = StrictMath.cos(angle) * unit[i] + StrictMath.sin(angle) * aside[i];
    }
    return unit(turned);
  }

  /** A random direction, uniform over the sphere. */
  public static double[] random(int dimensions, RandomGenerator random) {
    return unit(gaussian(dimensions, random));
  }

  /** Rows of random directions. */
  public static double[][] random(int rows, int dimensions, RandomGenerator random) {
    double[][] directions = new double[rows][];
    for (int row = 0; row < rows; row++) {
      directions[row] = random(dimensions, random);
    }
    return directions;
  }

  /**
   * Rows of a random orthogonal matrix: Gaussian rows, made orthogonal by the Gram–Schmidt method.
   *
   * @throws IllegalArgumentException if there are more rows than dimensions
   */
  public static double[][] orthogonal(int rows, int dimensions, RandomGenerator random) {
    if (rows > dimensions) {
      throw new IllegalArgumentException(
          rows + " directions cannot be at right angles in " + dimensions + " dimensions");
    }
    double[][] directions = new double[rows][];
    for (int row = 0; row < rows; row++) {
      double[] direction = random(dimensions, random);
      // The second pass removes the rounding errors of the first.
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < row; other++) {
          direction = upright(direction, directions[other]);
        }
        direction = unit(direction);
      }
      directions[row] = direction;
    }
    return directions;
  }

  /** Independent numbers from N(0, 1). */
  public static double[] gaussian(int count, RandomGenerator random) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }
}
