package io.luckynodes.theory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A whole course of unit nodes through training.
 *
 * @param start teacher and student before the first step
 * @param snapshots the student at some steps, in the order of steps
 * @param greatestSines for every step from 0 on, sin θ of the student of set u that is farthest
 *     from its teacher
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record UnitCourse(UnitStart start, List<UnitSnapshot> snapshots, double[] greatestSines) {
  /**
   * The student at one time.
   *
   * @param step number of steps taken
   */
  public record UnitSnapshot(int step, UnitNodes student) {}

  /**
   * Runs all steps.
   *
   * @param snapshotSteps steps after which the student is kept; later steps than the last are
   *     ignored
   */
  public static UnitCourse run(
      UnitNodeSettings settings, UnitStart start, Collection<Integer> snapshotSteps) {
    UnitDynamics dynamics = new UnitDynamics(settings, start.teacher());
    List<UnitSnapshot> snapshots = new ArrayList<>();
    double[] sines = new double[settings.steps() + 1];
    UnitNodes student = start.student();
    for (int step = 0; step <= settings.steps(); step++) {
      if (step > 0) {
        student = dynamics.step(student);
      }
      sines[step] = UnitMeasures.greatestSine(start, student);
      if (snapshotSteps.contains(step)) {
        snapshots.add(new UnitSnapshot(step, student));
      }
    }
    return new UnitCourse(start, snapshots, sines);
  }
}
