package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outgoing weights align faster than incoming weights. The target of outgoing weights is the
 * antidiagonal of their class, and the target of incoming weights is that of their cell. In each
 * variant of {@code of}, outgoing weights have turned further to their target than incoming
 * weights. The angles are means over neurons and over the time from the start to the last snapshot
 * before the loss drops. A network that diverged counts with 0 degrees for both.
 */
final class OutgoingWeightsAlignFaster {
  static final Predicate PREDICATE =
      Predicate.measuring(
              "outgoing-weights-align-faster", Network.NEURONS, OutgoingWeightsAlignFaster::effects)
          .variants(Network.OF)
          .atAllEpochs();

  private OutgoingWeightsAlignFaster() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects(
            "the lead of outgoing over incoming weights in degrees turned to their targets, over the time up to the drop"
                + " of the loss,");
    for (Variant variant : options.variants(Network.OF)) {
      String name = Network.words(tables, variant);
      Trials out = Network.each(tables, variant, network -> turned(network, "out_angle"), 0);
      Trials in = Network.each(tables, variant, network -> turned(network, Network.ANGLE), 0);
      effects.number(name + " · degrees turned, outgoing", out.mean());
      effects.number(name + " · degrees turned, incoming", in.mean());
      effects.place(name, out.minus(in), Range.above(0));
    }
    return effects;
  }

  private static double turned(Network network, String angle) {
    SortedMap<Double, Double> bySteps = new TreeMap<>();
    double last = network.lastStepBeforeDrop();
    Rows until = network.rows().where(network.rows().time(), step -> step <= last).finite(angle);
    for (double step : until.distinct(until.time())) {
      bySteps.put(step, until.where(until.time(), step).mean(angle));
    }
    if (bySteps.isEmpty()) {
      return Double.NaN;
    }
    TrialCourse course = new TrialCourse(bySteps);
    return course.first() - course.throughout();
  }
}
