package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.Flow;
import io.luckynodes.theory.population.PopulationFlow;
import io.luckynodes.theory.population.RandomNodes;

/**
 * The METRICS stage of focus shifting (Student Specialization, S:266): two students pursue a strong
 * teacher node in the plane, and one of them then turns to a weak teacher node. Nothing is random.
 */
public final class PursuitMetricsStage implements StageRunner {
  private static final int PLANE = 2;

  @Override
  public void run(StageTask task) {
    Computed.each(task, PursuitMetricsStage::measure);
  }

  static void measure(Computed one) {
    double[] degrees = one.reals("teacher_degrees");
    double[] strengths = one.reals("teacher_strengths");
    double[][] teacher = {
      RandomNodes.row(direction(degrees[0]), 1, new double[] {1, 0}, strengths[0]),
      RandomNodes.row(direction(degrees[1]), 1, new double[] {0, 1}, strengths[1])
    };
    PopulationFlow flow = new PopulationFlow(teacher, PLANE);
    double norm = one.real("student_norm");
    double[][] student = new double[2][];
    for (int k = 0; k < 2; k++) {
      double fanOut = one.reals("fan_out_degrees")[k];
      student[k] =
          RandomNodes.row(
              direction(one.reals("student_degrees")[k]), norm, direction(fanOut), norm);
    }
    double step = one.real("step");
    long steps = Math.round(one.real("time") / step);
    long every = Math.max(1, steps / one.integer("snapshots"));
    double first = flow.loss(student);
    double nearest = Double.POSITIVE_INFINITY;
    for (long i = 0; i <= steps; i++) {
      student = i == 0 ? student : Flow.rungeKutta(flow, student, step);
      nearest = Math.min(nearest, degreesBetween(flow, student[1], teacher[0]));
      if (i % every == 0 || i == steps) {
        one.law("pursuit", "first student", i * step, direction(flow, student[0]));
        one.law("pursuit", "second student", i * step, direction(flow, student[1]));
        one.law("pursuit-loss", "loss", i * step, flow.loss(student) / first);
      }
    }
    for (int j = 0; j < 2; j++) {
      String series = (j == 0 ? "strong" : "weak") + " teacher";
      one.law("pursuit", series, 0, degrees[j]);
      one.law("pursuit", series, steps * step, degrees[j]);
      one.law(
          "pursuit-end",
          (j == 0 ? "first" : "second") + " student, " + series,
          0,
          degreesBetween(flow, student[j], teacher[j]));
    }
    one.law("pursuit-nearest", "second student, strong teacher", 0, nearest);
  }

  private static double[] direction(double degrees) {
    double angle = Math.toRadians(degrees);
    return new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
  }

  /** The direction of a node's weights in the plane, in degrees from −180 to 180. */
  private static double direction(PopulationFlow flow, double[] row) {
    double[] w = flow.weights(row);
    return Math.toDegrees(StrictMath.atan2(w[1], w[0]));
  }

  private static double degreesBetween(PopulationFlow flow, double[] row, double[] other) {
    return Math.toDegrees(
        Directions.angle(Directions.unit(flow.weights(row)), Directions.unit(flow.weights(other))));
  }
}
