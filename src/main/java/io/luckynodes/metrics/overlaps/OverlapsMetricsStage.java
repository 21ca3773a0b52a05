package io.luckynodes.metrics.overlaps;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.Overlap;
import io.luckynodes.theory.TeacherOverlaps;

/**
 * The METRICS stage of the overlaps between a random teacher's nodes (Assumptions 2 and 3 of Luck
 * Matters), with the same nodes at every threshold.
 */
public final class OverlapsMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(
        task,
        one -> {
          teacher(one);
          plane(one);
          curves(one);
        });
  }

  /** Measures the overlaps of one random teacher's nodes at increasingly negative biases. */
  private static void teacher(Computed one) {
    double[][] w =
        Directions.random(
            one.integer("teacher_nodes"), one.integer("inputs"), one.stream("teacher-weights"));
    double[] before = null;
    for (double threshold : one.reals("thresholds")) {
      Overlap overlap = new Overlap(threshold);
      TeacherOverlaps overlaps = TeacherOverlaps.of(overlap, w);
      double[] medians = {overlaps.ofD().median(), overlaps.ofL().median()};
      // Unrelated nodes are active independently, so ε_d is then the probability that a node is
      // active.
      one.law("overlap", "ε_d, median", threshold, medians[0], overlap.same().d());
      one.law("overlap", "ε_d, greatest", threshold, overlaps.ofD().greatest());
      one.law("overlap", "ε_l, median", threshold, medians[1]);
      one.law("overlap", "ε_l, greatest", threshold, overlaps.ofL().greatest());
      String[] names = {"ε_d", "ε_l"};
      for (int i = 0; i < names.length; i++) {
        String series = names[i] + ", " + words(threshold);
        one.law("median-overlap", series, threshold, medians[i]);
        if (before != null) {
          one.law("overlap-over-previous", names[i], threshold, medians[i] / before[i]);
        }
      }
      before = medians;
      one.matrix(0, "d, " + words(threshold), overlaps.d());
    }
  }

  /** Adds the directions of a random teacher in the plane, whose regions can be drawn. */
  private static void plane(Computed one) {
    double[][] w = Directions.random(one.integer("plane_nodes"), 2, one.stream("plane-weights"));
    for (int node = 0; node < w.length; node++) {
      double degrees = Math.toDegrees(StrictMath.atan2(w[node][1], w[node][0]));
      one.law("plane-direction", "degrees", node, degrees);
    }
  }

  /**
   * Adds the constants of Assumption 2 in the limit of small steps, as functions of the angle
   * between two nodes.
   */
  private static void curves(Computed one) {
    for (double threshold : one.reals("curve_thresholds")) {
      Overlap overlap = new Overlap(threshold);
      for (double degrees : one.reals("curve_degrees")) {
        double angle = Math.toRadians(degrees);
        one.law("fall-of-d", words(threshold), degrees, overlap.fallOfD(angle));
        one.law("fall-of-l", words(threshold), degrees, overlap.fallOfL(angle));
      }
    }
  }

  /** The name of a threshold's series. */
  static String words(double threshold) {
    return "threshold " + Computed.words(threshold);
  }
}
