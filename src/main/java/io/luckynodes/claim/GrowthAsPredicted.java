package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.Median;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.Rows;
import java.util.stream.IntStream;

/**
 * Neurons grow at the rate of theorem 3.11. In each variant of {@code of}, the growth of ln(‖w‖
 * ‖a‖) between the last two snapshots before the loss drops is divided by h cos Δ cos φ. The median
 * of this quotient over neurons is 2 to the nearest whole number. If {@code product} is 0, the
 * growth is that of ln(‖w‖ + ‖a‖) and the quotient is 1. A network that diverged counts with 0.
 */
final class GrowthAsPredicted {
  private static final String PRODUCT = "product";

  static final Predicate PREDICATE =
      Predicate.measuring("growth-as-predicted", GrowthRow.class, GrowthAsPredicted::effects)
          .numbers(PRODUCT)
          .variants(Network.OF)
          .atAllEpochs();

  private GrowthAsPredicted() {}

  private static Effects effects(Options options, Rows rows) {
    boolean product = options.number(PRODUCT) == 1;
    String measured = product ? "product_measured" : "measured";
    Effects effects =
        new Effects(
            "the median neuron's growth of %s over h cos Δ cos φ before the loss drops"
                .formatted(product ? "ln ‖w‖‖a‖" : "ln(‖w‖ + ‖a‖)"));
    for (Variant variant : options.variants(Network.OF)) {
      Rows own = rows.ofVariant(variant);
      effects.number(
          rows.words(variant) + " · rank correlation of predicted and measured growth",
          Trials.of(own, network -> rank(network.beforeDrop(), measured)).mean());
      effects.place(
          rows.words(variant),
          Network.each(own, network -> factor(network.beforeDrop(), measured), 0),
          Range.within(product ? 2 : 1, 0.5));
    }
    return effects;
  }

  private static double factor(Rows interval, String measured) {
    double[] rates = interval.values("predicted");
    double[] growths = interval.values(measured);
    return Median.of(
        IntStream.range(0, rates.length)
            .mapToDouble(j -> growths[j] / rates[j])
            .filter(Double::isFinite)
            .toArray());
  }

  private static double rank(Rows interval, String measured) {
    Rows finite = interval.finite("predicted", measured);
    return RankCorrelation.of(finite.values("predicted"), finite.values(measured));
  }
}
