package io.luckynodes.metrics.smallfc;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.smallfc.SmallFcMeasurement.Drift;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.theory.NormPlacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The METRICS stage of small fully connected networks, which it trains itself. */
public final class SmallFcMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    TableWriter tables = new TableWriter(task.job().texts("measure"));
    measure(task.job(), tables);
    tables.write(task, Map.of(), Map.of());
  }

  static void measure(Job job, TableWriter tables) {
    Map<String, List<Drift>> ofRates = new LinkedHashMap<>();
    for (Member member : job.members()) {
      Optional<Drift> drift = new SmallFcMeasurement(job, member, tables).run();
      drift.ifPresent(
          one ->
              ofRates
                  .computeIfAbsent(one.series() + ", seed " + member.seed(), s -> new ArrayList<>())
                  .add(one));
    }
    for (List<Drift> drifts : ofRates.values()) {
      if (drifts.size() > 1) {
        exponents(drifts, tables);
      }
    }
  }

  /**
   * How the drift of a node's norm goes with the learning rate, where the time of gradient flow is
   * the same: as its first power if the flow conserves the norm, and not at all if it does not.
   */
  private static void exponents(List<Drift> drifts, TableWriter tables) {
    Drift first = drifts.get(0);
    boolean conserved = first.placement() != NormPlacement.NONE;
    exponent("drift-exponent", drifts, Drift::all, conserved ? 1 : 0, tables);
    if (conserved) {
      exponent("weights-drift-exponent", drifts, Drift::weights, 1, tables);
    }
  }

  private static void exponent(
      String law,
      List<Drift> drifts,
      ToDoubleFunction<Drift> drift,
      double predicted,
      TableWriter tables) {
    double[] rates =
        drifts.stream().mapToDouble(one -> StrictMath.log(one.learningRate())).toArray();
    double[] sizes =
        drifts.stream().mapToDouble(one -> StrictMath.log(drift.applyAsDouble(one))).toArray();
    Drift first = drifts.get(0);
    double slope = LeastSquares.of(rates, sizes).slope();
    tables.add(first.member(), 0, new LawsRow(law, first.series(), 0, slope, predicted));
  }
}
