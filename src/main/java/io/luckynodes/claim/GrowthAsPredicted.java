package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.Rows;
import java.util.Map;
import java.util.TreeMap;

/**
 * Neurons grow at the rate that theorem 3.11 predicts: in the interval between snapshots that ends
 * nearest to {@code step}, the measured growth of ln(‖w‖ + ‖a‖), or of ln(‖w‖ ‖a‖) if {@code
 * product} is 1, is the predicted one times a factor that lies within {@code tolerance} of 1. The
 * factor is the slope of the line through 0 that fits all neurons best; the mean over trials is
 * judged.
 */
final class GrowthAsPredicted {
  static final Predicate PREDICATE =
      Predicate.of("growth-as-predicted", GrowthRow.class, GrowthAsPredicted::judge)
          .numbers("product", "tolerance", "step")
          .atAllEpochs();

  private GrowthAsPredicted() {}

  private static Verdict judge(Options options, Rows rows) {
    String prefix = options.number("product") == 1 ? "product_" : "";
    double tolerance = options.number("tolerance");
    double step = rows.nearest(options.number("step"));
    Rows finite = rows.where("step", step).finite(prefix + "measured", prefix + "predicted");
    Trials slopes = Trials.of(finite, trial -> slope(trial, prefix));
    Trials ranks =
        Trials.of(
            finite,
            trial ->
                RankCorrelation.of(
                    trial.values(prefix + "predicted"), trial.values(prefix + "measured")));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) slopes.count());
    if (slopes.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons whose growth is finite.");
    }
    double mean = slopes.mean();
    numbers.put("mean of measured over predicted", mean);
    numbers.put("least of measured over predicted", slopes.least());
    numbers.put("greatest of measured over predicted", slopes.greatest());
    numbers.put("mean rank correlation", ranks.mean());
    return Verdict.judged(
        Math.abs(mean - 1) <= tolerance,
        numbers,
        "The measured growth is %s times the predicted one in the mean over trials, and neurons' predicted and measured growth have a rank correlation of %s."
            .formatted(Say.measured(mean), Say.measured(ranks.mean())));
  }

  /** The slope of the line through 0 that fits measured against predicted growth best. */
  private static double slope(Rows trial, String prefix) {
    double[] measured = trial.values(prefix + "measured");
    double[] predicted = trial.values(prefix + "predicted");
    double both = 0;
    double square = 0;
    for (int i = 0; i < measured.length; i++) {
      both += measured[i] * predicted[i];
      square += predicted[i] * predicted[i];
    }
    return both / square;
  }
}
