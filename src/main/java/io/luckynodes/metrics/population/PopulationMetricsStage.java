package io.luckynodes.metrics.population;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Median;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.population.Arrivals;
import io.luckynodes.theory.population.PopulationFlow;
import io.luckynodes.theory.population.RandomNodes;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The METRICS stage of strong and weak teacher nodes (Student Specialization, S:209, S:264): the
 * times at which students match each teacher node on infinitely many inputs.
 */
public final class PopulationMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, PopulationMetricsStage::measure);
  }

  static void measure(Computed one) {
    int nodes = one.integer("teacher_nodes");
    int trials = one.integer("trials");
    double time = one.real("time");
    int side = one.integer("last_side");
    String start = side == 0 ? "" : side > 0 ? ", towards the last" : ", away from the last";
    String width = one.integer("over_realisation") + "×" + start;
    double[][] arrivals = new double[nodes][trials];
    double[] last = new double[trials];
    for (int trial = 0; trial < trials; trial++) {
      double[] times = trial(one, nodes, trial);
      for (int j = 0; j < nodes; j++) {
        // A node that is never matched counts as matched at the end.
        arrivals[j][trial] = Math.min(times[j], time);
        last[trial] = Math.max(last[trial], arrivals[j][trial]);
        one.law("arrival", width, j + 1.0, arrivals[j][trial]);
      }
    }
    double[] numbers = new double[nodes];
    double[] medians = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      numbers[j] = j + 1;
      medians[j] = Median.of(arrivals[j]);
      one.law("median-arrival", width, numbers[j], medians[j]);
    }
    one.law("last-matched", width, side, medians[nodes - 1]);
    if (side != 0) {
      return;
    }
    one.law("all-matched", width, one.integer("over_realisation"), Median.of(last));
    double whole = Arrays.stream(last).filter(t -> t < time).count();
    one.law("trials-matched", width, one.integer("over_realisation"), whole / trials);
    double order = RankCorrelation.of(numbers, medians);
    // If no node was ever matched, all medians are equal and there is no order.
    one.law(
        "strong-first", width, one.integer("over_realisation"), Double.isNaN(order) ? 0 : order);
  }

  private static double[] trial(Computed one, int nodes, int trial) {
    int inputs = one.integer("inputs");
    int outputs = one.integer("outputs");
    String key = "trial " + trial;
    // Students of all widths share one stream: a wider student has all nodes of a narrower one.
    RandomGenerator random = one.stream("teacher", key);
    double[][] teacher = RandomNodes.teacher(nodes, inputs, outputs, one.real("polarity"), random);
    PopulationFlow flow = new PopulationFlow(teacher, inputs);
    if (trial == 0) {
      for (int j = 0; j < nodes; j++) {
        one.law("strength", "teacher", j + 1.0, Directions.norm(flow.fanOut(teacher[j])));
      }
    }
    double[][] start =
        RandomNodes.gaussian(
            Math.multiplyExact(nodes, one.integer("over_realisation")),
            inputs,
            outputs,
            one.real("student_std"),
            one.stream("student", key));
    double[] last = flow.weights(teacher[nodes - 1]);
    start = RandomNodes.reflected(start, last, one.integer("last_side"));
    return Arrivals.of(flow, start, one.real("step"), one.real("time"), one.real("cosine"));
  }
}
