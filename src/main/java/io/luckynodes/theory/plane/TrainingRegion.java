package io.luckynodes.theory.plane;

import java.util.random.RandomGenerator;

/**
 * The training region R in the plane: a disc, which a gap may divide and a hole interrupt, so that
 * it is neither connected nor convex (Student Specialization, S:106 [T]; the shapes are assumed
 * [A]).
 *
 * @param radius of the disc around the origin, above 0
 * @param gap half the width of the strip that is left out around x₁ = 0; 0 for none
 * @param holeRadius of the hole around (−2, 0); 0 for none
 */
public record TrainingRegion(double radius, double gap, double holeRadius) {
  private static final double HOLE = -2;

  /**
   * @throws IllegalArgumentException if the radius is not above 0, or the gap or the hole is not
   *     from 0 to below the radius
   */
  public TrainingRegion {
    if (!(radius > 0) || !(gap >= 0 && gap < radius) || !(holeRadius >= 0 && holeRadius < radius)) {
      throw new IllegalArgumentException(
          "no region of radius " + radius + ", gap " + gap + " and hole " + holeRadius);
    }
  }

  /** Whether a point lies in the region. */
  public boolean contains(double x1, double x2) {
    return x1 * x1 + x2 * x2 < radius * radius
        && Math.abs(x1) >= gap
        && (x1 - HOLE) * (x1 - HOLE) + x2 * x2 >= holeRadius * holeRadius;
  }

  /** Points drawn uniformly from the region, [points][2]. */
  public double[][] draw(int points, RandomGenerator random) {
    double[][] drawn = new double[points][];
    for (int i = 0; i < points; ) {
      double x1 = radius * (2 * random.nextDouble() - 1);
      double x2 = radius * (2 * random.nextDouble() - 1);
      if (contains(x1, x2)) {
        drawn[i++] = new double[] {x1, x2};
      }
    }
    return drawn;
  }
}
