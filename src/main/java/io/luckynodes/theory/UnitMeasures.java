package io.luckynodes.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * Measurements of a student of unit nodes. A student of set r has its own start as its teacher
 * (L505).
 */
public final class UnitMeasures {
  private UnitMeasures() {}

  /**
   * One student.
   *
   * @param student its number
   * @param relevant whether it belongs to set u
   * @param degrees angle between w and its teacher's weights, 0 to 180
   * @param sine of that angle
   * @param fanOut ‖v‖
   * @param fanOutError ‖v − v*‖; v* is 0 for set r
   * @param moved ‖w − w⁰‖
   */
  public record Student(
      int student,
      boolean relevant,
      double degrees,
      double sine,
      double fanOut,
      double fanOutError,
      double moved) {}

  /**
   * Greatest ratio of a student's overlap with a foreign teacher to the overlap with its own,
   * between two sets.
   *
   * @param pair "uu", "ur", "ru" or "rr": set of student j, then of the foreign teacher j′
   * @param d greatest d*_jj′ / d*_jj
   */
  public record Separation(String pair, double d) {}

  /** The measurements of every student in a state. */
  public static List<Student> students(UnitStart start, UnitNodes now) {
    List<Student> students = new ArrayList<>();
    for (int j = 0; j < now.count(); j++) {
      boolean relevant = j < start.teacher().count();
      double[] w = now.w()[j];
      double[] v = now.v()[j];
      double[] target = target(start, j);
      students.add(
          new Student(
              j,
              relevant,
              Math.toDegrees(Directions.angle(w, target)),
              Directions.sine(w, target),
              Directions.norm(v),
              relevant ? Directions.distance(v, start.teacher().v()[j]) : Directions.norm(v),
              Directions.distance(w, start.student().w()[j])));
    }
    return students;
  }

  /** sin θ of the student of set u that is farthest from its teacher. */
  public static double greatestSine(UnitStart start, UnitNodes now) {
    double greatest = 0;
    for (int j = 0; j < start.teacher().count(); j++) {
      greatest = Math.max(greatest, Directions.sine(now.w()[j], start.teacher().w()[j]));
    }
    return greatest;
  }

  /** Separation (W-Separation of Theorem 5) of all pairs of sets in which there are two nodes. */
  public static List<Separation> separation(Overlap overlap, UnitStart start, UnitNodes now) {
    int n = now.count();
    int m = start.teacher().count();
    String[] pairs = {"uu", "ur", "ru", "rr"};
    double[] d = {-1, -1, -1, -1};
    for (int j = 0; j < n; j++) {
      double own = overlap.of(now.w()[j], target(start, j)).d();
      for (int other = 0; other < n; other++) {
        if (other != j) {
          int pair = (j < m ? 0 : 2) + (other < m ? 0 : 1);
          double foreign = overlap.of(now.w()[j], target(start, other)).d();
          d[pair] = Math.max(d[pair], foreign / own);
        }
      }
    }
    List<Separation> separations = new ArrayList<>();
    for (int pair = 0; pair < 4; pair++) {
      if (d[pair] >= 0) {
        separations.add(new Separation(pairs[pair], d[pair]));
      }
    }
    return separations;
  }

  private static double[] target(UnitStart start, int student) {
    return student < start.teacher().count()
        ? start.teacher().w()[student]
        : start.student().w()[student];
  }
}
