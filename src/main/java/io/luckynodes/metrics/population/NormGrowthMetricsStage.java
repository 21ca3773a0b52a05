package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.Flow;
import io.luckynodes.theory.population.NormGrowth;
import io.luckynodes.theory.population.PopulationFlow;
import io.luckynodes.theory.population.RandomNodes;
import io.luckynodes.theory.population.SharedResidue;
import java.util.Arrays;

/**
 * The METRICS stage of Theorem 7 and Eqn 8 of Student Specialization: growth of the ratios of
 * student norms, in random networks and in the simple case of two students that share one residue.
 */
public final class NormGrowthMetricsStage implements StageRunner {
  private static final double[] TARGET = {1, 0};

  /** Number of rows of a course for the drawing. */
  private static final int DRAWN = 40;

  @Override
  public void run(StageTask task) {
    Computed.each(task, NormGrowthMetricsStage::measure);
  }

  static void measure(Computed one) {
    int inputs = one.integer("inputs");
    int outputs = one.integer("outputs");
    int nodes = one.integer("teacher_nodes");
    double[][] teacher =
        RandomNodes.teacher(nodes, inputs, outputs, one.real("polarity"), one.stream("teacher"));
    double[][] start =
        RandomNodes.ofNorm(
            Math.multiplyExact(nodes, one.integer("over_realisation")),
            inputs,
            outputs,
            one.real("start_norm"),
            one.stream("student"));
    PopulationFlow flow = new PopulationFlow(teacher, inputs);
    double step = one.real("step");
    NormGrowth growth = NormGrowth.of(flow, start, step, one.real("time"));
    NormGrowth finer = NormGrowth.of(flow, start, step / 2, one.real("time"));
    for (int k = 0; k < start.length; k++) {
      for (int i = 0; i < k; i++) {
        double ratio = growth.logarithms()[k] - growth.logarithms()[i];
        double integral = growth.integrals()[k] - growth.integrals()[i];
        one.law("norm-ratio", "every pair of students", integral, ratio, integral);
      }
    }
    one.law("norm-ratio-refined", "error", 0, error(growth) / error(finer));
    one.law("drift", "whole step", step, growth.drift());
    one.law("drift", "half of it", step / 2, finer.drift());
    one.law("drift-refined", "drift", 0, growth.drift() / finer.drift());
    for (double delta : one.reals("deltas")) {
      rate(one, delta);
    }
    angles(one);
  }

  /** The greatest miss over all pairs of students. */
  private static double error(NormGrowth growth) {
    double least = 0;
    double most = 0;
    for (int k = 0; k < growth.logarithms().length; k++) {
      double miss = growth.logarithms()[k] - growth.integrals()[k];
      least = k == 0 ? miss : Math.min(least, miss);
      most = k == 0 ? miss : Math.max(most, miss);
    }
    return most - least;
  }

  /** Measures how the ratio of both norms develops once both students point to w*. */
  private static void rate(Computed one, double delta) {
    double[][] state = start(one, 1);
    double step = one.real("toy_step");
    int from = steps(one, "toy_from");
    int to = steps(one, "toy_to");
    double[] times = new double[to - from + 1];
    double[] ratios = new double[times.length];
    SharedResidue field = new SharedResidue(TARGET, delta);
    String series = "δ = " + Computed.words(delta);
    for (int i = 0; i <= to; i++) {
      double ratio = SharedResidue.logRatio(state);
      if (i >= from) {
        times[i - from] = i * step;
        ratios[i - from] = ratio;
      }
      if (i % Math.max(1, to / DRAWN) == 0) {
        double predicted = i < from ? Double.NaN : ratios[0] + delta * (times[i - from] - times[0]);
        one.law("toy-ratio", series, i * step, ratio, predicted);
      }
      state = Flow.euler(field, state, step);
    }
    if (delta == 0) {
      double change = Math.abs(ratios[ratios.length - 1] - ratios[0]);
      one.law("toy-constant", series, 0, change);
    } else {
      one.law("toy-rate", series, delta, LeastSquares.of(times, ratios).slope() / delta, 1);
    }
  }

  /**
   * Measures the final angle of the farther student to w*, from smaller and larger starts, without
   * δ.
   */
  private static void angles(Computed one) {
    double[] scales = one.reals("toy_scales");
    double[] degrees = new double[scales.length];
    SharedResidue field = new SharedResidue(TARGET, 0);
    for (int s = 0; s < scales.length; s++) {
      double[][] state = start(one, scales[s]);
      double norm = Math.max(Directions.norm(state[0]), Directions.norm(state[1]));
      for (int i = 0; i < steps(one, "toy_to"); i++) {
        state = Flow.euler(field, state, one.real("toy_step"));
      }
      for (double[] w : state) {
        degrees[s] =
            Math.max(degrees[s], Math.toDegrees(Directions.angle(Directions.unit(w), TARGET)));
      }
      one.law("toy-angle", "farther student", norm, degrees[s]);
    }
    double slope =
        LeastSquares.of(
                Arrays.stream(scales).map(StrictMath::log).toArray(),
                Arrays.stream(degrees).map(StrictMath::log).toArray())
            .slope();
    one.law("toy-angle-exponent", "farther student", 0, slope, 1);
  }

  private static double[][] start(Computed one, double scale) {
    double[] starts = Arrays.stream(one.reals("toy_starts")).map(w -> scale * w).toArray();
    return new double[][] {{starts[0], starts[1]}, {starts[2], starts[3]}};
  }

  private static int steps(Computed one, String time) {
    return (int) Math.round(one.real(time) / one.real("toy_step"));
  }
}
