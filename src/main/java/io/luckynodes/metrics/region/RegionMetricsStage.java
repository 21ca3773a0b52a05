package io.luckynodes.metrics.region;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.plane.TrainingRegion;
import io.luckynodes.theory.region.Criticality;
import io.luckynodes.theory.region.PlaneDescent;
import io.luckynodes.theory.region.PlaneNetwork;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The METRICS stage of two-layer students in the plane. It trains them itself, which takes seconds
 * for each student.
 */
public final class RegionMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, RegionMetricsStage::measure);
  }

  /** Trains one student and measures it at all snapshots. */
  static void measure(Computed one) {
    TrainingRegion region =
        new TrainingRegion(one.real("radius"), one.real("gap"), one.real("hole_radius"));
    int outputs = one.integer("outputs");
    double[][] points = region.draw(one.integer("samples"), one.stream("points"));
    PlaneNetwork teacher =
        PlaneNetwork.teacher(
            one.reals("teacher_degrees"),
            one.reals("teacher_offsets"),
            outputs,
            one.stream("teacher"));
    PlaneNetwork start =
        PlaneNetwork.student(
            one.integer("hidden_nodes"),
            outputs,
            one.real("initial_std"),
            one.real("initial_bias_std"),
            one.stream("student"));
    PlaneDescent descent =
        new PlaneDescent(points, teacher, start, one.real("learning_rate"), one.real("momentum"));
    RegionTables tables = new RegionTables(one, region, teacher, points);
    RegionCourse course = new RegionCourse(one, teacher, points);
    int steps = one.integer("steps");
    int done = 0;
    for (int step : snapshots(one, steps)) {
      descent.advance(step - done);
      done = step;
      PlaneNetwork student = descent.student();
      tables.nodes(step, student);
      course.add(step, student);
    }
    tables.points();
    tables.pieces(start);
    course.end();
    RegionEnd end = new RegionEnd(one, teacher, descent.student(), points, course.last());
    end.run();
    new RegionIndependence(one, teacher, points).run(end.assumption());
  }

  /** The listed snapshot steps, the start and the end. */
  private static SortedSet<Integer> snapshots(Computed one, int steps) {
    SortedSet<Integer> snapshots = new TreeSet<>();
    Arrays.stream(one.job().integers("snapshot_steps"))
        .filter(step -> step < steps)
        .forEach(snapshots::add);
    snapshots.add(0);
    snapshots.add(steps);
    return snapshots;
  }

  /** The name of a student in figures with students of several widths. */
  static String width(Computed one) {
    return one.integer("hidden_nodes") + " student nodes";
  }

  /** Whether a student is near a critical point of SGD. */
  static boolean settled(Computed one, Criticality end) {
    return end.epsilon() <= one.real("settled");
  }
}
