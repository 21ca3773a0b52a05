package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.UnitVectorTeacher;
import java.util.random.RandomGenerator;

/**
 * The METRICS stage of students whose fan-outs are all 1 and whose teacher is made of unit vectors
 * (Safran and Shamir, arXiv 1712.08968). It measures the share of gradient descents that end in a
 * minimum that is not the global one.
 */
public final class UnitVectorTeacherMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, UnitVectorTeacherMetricsStage::measure);
  }

  static void measure(Computed one) {
    int nodes = one.integer("teacher_nodes");
    int more = one.integer("more_nodes");
    String series = more == 0 ? "n = k" : "n = k + " + more;
    UnitVectorTeacher teacher = new UnitVectorTeacher(nodes);
    int trials = one.integer("trials");
    double spurious = 0;
    double unfinished = 0;
    for (int trial = 0; trial < trials; trial++) {
      UnitVectorTeacher.End end =
          teacher.descend(
              start(one, nodes, nodes + more, trial),
              one.real("learning_rate"),
              one.real("loss"),
              one.real("gradient_norm"),
              one.integer("most_steps"));
      double loss = teacher.loss(end.weights());
      if (!end.finished()) {
        unfinished++;
      } else if (loss >= one.real("loss")) {
        spurious++;
        one.law("spurious-loss", series, nodes, loss);
        one.law("least-curvature", series, nodes, teacher.leastCurvature(end.weights()));
      }
    }
    one.law("spurious-share", series, nodes, spurious / trials);
    one.law("unfinished-share", series, nodes, unfinished / trials);
  }

  private static double[][] start(Computed one, int nodes, int students, int trial) {
    // A wider student has all nodes of a narrower one.
    RandomGenerator random = one.stream("student", nodes + " teacher nodes, trial " + trial);
    double[][] start = new double[students][];
    for (int i = 0; i < students; i++) {
      start[i] = Directions.gaussian(nodes, random);
      for (int d = 0; d < nodes; d++) {
        start[i][d] *= one.real("initial_scale") / Math.sqrt(nodes);
      }
    }
    return start;
  }
}
