package io.luckynodes.theory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A whole course of unit nodes.
 *
 * @param start teacher and student before the first step
 * @param snapshots of the student, in the order of steps
 * @param greatestSines of every step from 0 on: sin θ of the student of set u that is farthest from
 *     its teacher
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record UnitCourse(UnitStart start, List<Snapshot> snapshots, double[] greatestSines) {
  /**
   * The student at one time.
   *
   * @param step how many steps are done
   */
  public record Snapshot(int step, UnitNodes student) {}

  /**
   * Runs all steps.
   *
   * @param snapshotSteps when the student is kept; what is beyond the last step never comes
   */
  public static UnitCourse run(
      UnitNodeSettings settings, UnitStart start, Collection<Integer> snapshotSteps) {
    UnitDynamics dynamics = new UnitDynamics(settings, start.teacher());
    List<Snapshot> snapshots = new ArrayList<>();
    double[] sines = new double[settings.steps() + 1];
    UnitNodes student = start.student();
    for (int step = 0; step <= settings.steps(); step++) {
      if (step > 0) {
        student = dynamics.step(student);
      }
      sines[step] = UnitMeasures.greatestSine(start, student);
      if (snapshotSteps.contains(step)) {
        snapshots.add(new Snapshot(step, student));
      }
    }
    return new UnitCourse(start, snapshots, sines);
  }
}
