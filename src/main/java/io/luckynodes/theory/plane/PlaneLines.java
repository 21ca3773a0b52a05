package io.luckynodes.theory.plane;

import io.luckynodes.theory.Directions;

/**
 * The lines w·x + b = 0 of nodes in the plane, as rows (w₁, w₂, b). A node's activation region is
 * the side on which w·x + b is above 0, and its boundary ∂E is the line.
 */
public final class PlaneLines {
  private PlaneLines() {}

  /**
   * A teacher node's row of length 1, bias included [T: S:122]: active on the far side of a line.
   *
   * @param degrees direction of the line's normal
   * @param offset distance of the line from the origin along its normal; with an offset below 0 the
   *     node is active at the origin
   */
  public static double[] teacher(double degrees, double offset) {
    double angle = Math.toRadians(degrees);
    return Directions.unit(new double[] {StrictMath.cos(angle), StrictMath.sin(angle), -offset});
  }

  /**
   * The line angle: the angle between two rows regardless of their active sides, in radians from 0
   * to π/2. Small angles keep all their digits.
   */
  public static double angle(double[] line, double[] other) {
    double angle = Directions.angle(Directions.unit(line), Directions.unit(other));
    return Math.min(angle, Math.PI - angle);
  }

  /** Whether two nodes on one line are active on the same side. */
  public static boolean sameSide(double[] line, double[] other) {
    return Directions.dot(line, other) > 0;
  }
}
