package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The drift of ‖w‖² + b² − ‖a‖² is proportional to the size of a step, so gradient flow conserves
 * ‖w‖² + b² − ‖a‖² (appendix E). The variants of {@code of} differ in their learning rate η. They
 * are compared at each time, steps · η, at which all variants were measured. The slope of ln drift
 * over ln η is 1 to the nearest whole number. The drift is the median over neurons, as a share of
 * ‖w‖² + b² + ‖a‖² at that time. In a network that diverged the drift is this whole sum.
 */
final class DriftFollowsStep {
  private static final String RATE = "learning_rate";

  static final Predicate PREDICATE =
      Predicate.measuring("drift-follows-step", NeuronsRow.class, DriftFollowsStep::effects)
          .axes(RATE)
          .variants(Network.OF)
          .atAllEpochs();

  private DriftFollowsStep() {}

  private static Effects effects(Options options, Rows rows) {
    Effects effects = new Effects("the slope of the drift's logarithm over that of the step");
    List<Variant> variants = options.variants(Network.OF);
    for (double time : times(rows, variants)) {
      SortedMap<Double, Trials> logarithms = new TreeMap<>();
      for (Variant variant : variants) {
        double rate = rate(variant);
        logarithms.put(
            StrictMath.log(rate),
            Network.each(
                rows.ofVariant(variant),
                network -> StrictMath.log(drift(network, Math.rint(time / rate))),
                0));
      }
      effects.place("steps · η = " + Say.plain(time), Slopes.of(logarithms), Range.within(1, 0.5));
    }
    return effects;
  }

  /** Times after the start at which every variant was measured. */
  private static SortedSet<Double> times(Rows rows, List<Variant> variants) {
    SortedSet<Double> common = new TreeSet<>();
    for (int v = 0; v < variants.size(); v++) {
      SortedSet<Double> own = new TreeSet<>();
      double rate = rate(variants.get(v));
      for (double step : rows.ofVariant(variants.get(v)).distinct("step")) {
        // Rounds products of decimal fractions, so that equal times compare as equal.
        own.add(Math.rint(step * rate * 1e6) / 1e6);
      }
      if (v == 0) {
        common.addAll(own);
      }
      common.retainAll(own);
    }
    common.remove(0.0);
    return common;
  }

  private static double rate(Variant variant) {
    return variant.axes().getOrDefault(RATE, Double.NaN);
  }

  private static double drift(Network network, double step) {
    return Median.of(NeuronsRow.drift(network.start(), network.rows().where("step", step)));
  }
}
