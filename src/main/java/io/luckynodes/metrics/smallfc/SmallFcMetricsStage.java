package io.luckynodes.metrics.smallfc;

import io.luckynodes.job.Job;
import io.luckynodes.metrics.Computed;
import io.luckynodes.metrics.smallfc.SmallFcMeasurement.Drift;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.table.TableWriter;
import io.luckynodes.theory.NormPlacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The METRICS stage of small fully connected networks, which the stage trains itself. */
public final class SmallFcMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    measure(task.job()).write(task, Map.of(), Map.of());
  }

  static TableWriter measure(Job job) {
    Map<String, List<Drift>> ofRates = new LinkedHashMap<>();
    TableWriter tables =
        Computed.each(
            job,
            one ->
                new SmallFcMeasurement(one)
                    .run()
                    .ifPresent(
                        drift ->
                            ofRates
                                .computeIfAbsent(
                                    drift.series() + ", seed " + one.member().seed(),
                                    s -> new ArrayList<>())
                                .add(drift)));
    for (List<Drift> drifts : ofRates.values()) {
      if (drifts.size() > 1) {
        exponents(drifts);
      }
    }
    return tables;
  }

  /**
   * Adds the exponents of a node's norm drift as a function of the learning rate, for the same time
   * of gradient flow. The exponent is 1 if the flow conserves the norm, and 0 if it does not.
   */
  private static void exponents(List<Drift> drifts) {
    Drift first = drifts.get(0);
    boolean conserved = first.placement() != NormPlacement.NONE;
    exponent("drift-exponent", drifts, Drift::all, conserved ? 1 : 0);
    if (conserved) {
      exponent("weights-drift-exponent", drifts, Drift::weights, 1);
    }
  }

  private static void exponent(
      String law, List<Drift> drifts, ToDoubleFunction<Drift> drift, double predicted) {
    double[] rates =
        drifts.stream().mapToDouble(one -> StrictMath.log(one.learningRate())).toArray();
    double[] sizes =
        drifts.stream().mapToDouble(one -> StrictMath.log(drift.applyAsDouble(one))).toArray();
    Drift first = drifts.get(0);
    double slope = LeastSquares.of(rates, sizes).slope();
    first.of().law(law, first.series(), 0, slope, predicted);
  }
}
