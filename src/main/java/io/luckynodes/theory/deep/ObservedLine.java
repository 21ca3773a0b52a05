package io.luckynodes.theory.deep;

import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.SmallNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * The line of a teacher's lowest node inside a disc, with the mixture coefficients α_kj of student
 * nodes along the line. A student node observes the line where it is active (Definition 2).
 */
public final class ObservedLine {
  private static final int POINTS = 1201;
  private static final double ROUNDING = 1e-9;
  private final List<Place> places = new ArrayList<>();
  private final int node;

  /**
   * A point on the line.
   *
   * @param along signed distance from the foot of the perpendicular from the origin
   */
  public record Place(double along, FanOuts student, FanOuts teacher) {}

  /**
   * Walks along a line.
   *
   * @param node the teacher node of the line
   */
  public ObservedLine(SmallNetwork student, SmallNetwork teacher, int node, double radius) {
    this.node = node;
    double[] line = DeepPlane.lines(teacher)[node];
    double norm = Math.sqrt(line[0] * line[0] + line[1] * line[1]);
    double offset = -line[2] / norm;
    double half = Math.sqrt(Math.max(0, radius * radius - offset * offset));
    for (int i = 0; i < POINTS; i++) {
      double along = Mixtures.place(i, half, POINTS);
      double x1 = (offset * line[0] - along * line[1]) / norm;
      double x2 = (offset * line[1] + along * line[0]) / norm;
      places.add(new Place(along, FanOuts.at(student, x1, x2), FanOuts.at(teacher, x1, x2)));
    }
  }

  /** The points from one end of the line to the other. */
  public List<Place> places() {
    return places;
  }

  /**
   * Whether a student node is active at a point, by more than the rounding error of a node on the
   * line.
   */
  public static boolean isActive(Place place, int studentNode) {
    return place.student.activations(0)[studentNode] > ROUNDING;
  }

  /** The coefficient α_kj at a point of the line. */
  public double alpha(Place place, int studentNode) {
    double[][] own = place.student.fanOuts(0);
    double[][] teachers = place.teacher.fanOuts(0);
    double alpha = 0;
    for (int c = 0; c < own.length; c++) {
      alpha += own[c][studentNode] * teachers[c][node];
    }
    return alpha;
  }

  /**
   * The greatest |α_kj| at points where the student node observes the line; 0 if there are none.
   */
  public double observed(int studentNode) {
    return places.stream()
        .filter(place -> isActive(place, studentNode))
        .mapToDouble(place -> Math.abs(alpha(place, studentNode)))
        .max()
        .orElse(0);
  }

  /** The student node that observes the line with the greatest |α_kj|. */
  public int observer() {
    int nodes = places.get(0).student.gates(0).length - 1;
    int best = 0;
    for (int k = 1; k < nodes; k++) {
      best = observed(k) > observed(best) ? k : best;
    }
    return best;
  }
}
