package io.luckynodes.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * All cells of samples in the plane, listed by angle. In the plane the cells are sectors, bounded
 * by the lines orthogonal to the samples.
 */
public final class PlaneCells {
  private PlaneCells() {}

  /**
   * A sector. Angles are in degrees, from −180 to 180.
   *
   * @param from its least angle
   * @param to its greatest angle, above {@code from}; it is above 180 in the sector that crosses
   *     ±180
   * @param gating the gating vector of the directions within
   * @param signedSum the signed sum of its effective inputs; 0 if none passes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Sector(double from, double to, Gating gating, double[] signedSum) {
    /** Whether there is a target: some sample passes, and the sum is not 0. */
    public boolean hasTarget() {
      return Vectors.norm(signedSum) > 0;
    }

    /** The angle of the target vector of an alignment, 1 or −1. */
    public double targetDegrees(int alignment) {
      return degrees(Targets.target(signedSum, alignment));
    }

    /** Whether the target of an alignment lies within the sector. */
    public boolean stable(int alignment) {
      if (!hasTarget()) {
        return false;
      }
      double angle = targetDegrees(alignment);
      return (angle > from && angle < to) || (angle + 360 > from && angle + 360 < to);
    }
  }

  /** The angle of a vector of the plane, in degrees above −180 and up to 180. */
  public static double degrees(double[] v) {
    // Adding 0 turns a negative zero into a positive one, and so −180 into 180.
    return Math.toDegrees(StrictMath.atan2(v[1] + 0.0, v[0])) + 0.0;
  }

  /**
   * All sectors in the order of their first angle.
   *
   * @param samples samples of two dimensions; a sample at the origin bounds no sector
   */
  public static List<Sector> of(Samples samples) {
    if (samples.inputs() != 2) {
      throw new IllegalArgumentException("not in the plane: " + samples.inputs() + " dimensions");
    }
    TreeSet<Double> bounds = new TreeSet<>();
    for (int s = 0; s < samples.count(); s++) {
      double x = samples.x()[2 * s];
      double y = samples.x()[2 * s + 1];
      if (x != 0 || y != 0) {
        bounds.add(degrees(new double[] {-y, x}));
        bounds.add(degrees(new double[] {y, -x}));
      }
    }
    double[] angles = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    List<Sector> sectors = new ArrayList<>();
    for (int i = 0; i < angles.length; i++) {
      double from = angles[i];
      double to = i + 1 < angles.length ? angles[i + 1] : angles[0] + 360;
      double middle = Math.toRadians((from + to) / 2);
      Gating gating =
          Gating.of(samples, new double[] {StrictMath.cos(middle), StrictMath.sin(middle)}, 0);
      sectors.add(new Sector(from, to, gating, Targets.signedSum(samples, gating)));
    }
    return sectors;
  }

  /**
   * The sector in which a direction lies. A direction on a bound lies in the sector that begins
   * there.
   */
  public static Sector at(List<Sector> sectors, double degrees) {
    return sectors.stream()
        .filter(
            sector ->
                (degrees >= sector.from() && degrees < sector.to())
                    || (degrees + 360 >= sector.from() && degrees + 360 < sector.to()))
        .findFirst()
        .orElseThrow();
  }

  /** The number of sectors that are stable for at least one of the alignments. */
  static long stable(List<Sector> sectors, int... alignments) {
    return sectors.stream()
        .filter(sector -> Arrays.stream(alignments).anyMatch(sector::stable))
        .count();
  }
}
