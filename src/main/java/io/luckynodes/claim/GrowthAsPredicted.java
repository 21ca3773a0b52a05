package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Neurons grow at the rate that theorem 3.11 predicts: in the interval between snapshots that ends
 * nearest to {@code step}, the measured growth of ln(‖w‖ + ‖a‖), or of ln(‖w‖ ‖a‖) if {@code
 * product} is 1, is the predicted one times a factor that lies within {@code tolerance} of 1. The
 * factor is the slope of the line through 0 that fits all neurons best; the mean over trials is
 * judged.
 */
record GrowthAsPredicted() implements Predicate {
  @Override
  public String name() {
    return "growth-as-predicted";
  }

  @Override
  public String table() {
    return "growth";
  }

  @Override
  public Set<String> columns() {
    return Set.of("measured", "predicted", "product_measured", "product_predicted");
  }

  @Override
  public Set<String> options() {
    return Set.of("product", "tolerance", "step");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    String prefix = options.number("product") == 1 ? "product_" : "";
    double tolerance = options.number("tolerance");
    List<Double> slopes = new ArrayList<>();
    List<Double> ranks = new ArrayList<>();
    double step = Steps.nearest(rows, options.number("step"));
    for (double seed : rows.distinct("seed")) {
      Rows trial = rows.where("seed", seed).where("epoch", step);
      Rows finite = trial.finite(prefix + "measured").finite(prefix + "predicted");
      double[] measured = finite.values(prefix + "measured");
      double[] predicted = finite.values(prefix + "predicted");
      double both = 0;
      double square = 0;
      for (int i = 0; i < measured.length; i++) {
        both += measured[i] * predicted[i];
        square += predicted[i] * predicted[i];
      }
      if (square > 0) {
        slopes.add(both / square);
        ranks.add(RankCorrelation.of(predicted, measured));
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("step", step);
    numbers.put("trials", (double) slopes.size());
    if (slopes.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons whose growth is finite.");
    }
    double mean = Steps.mean(slopes);
    numbers.put("mean of measured over predicted", mean);
    numbers.put(
        "least of measured over predicted", slopes.stream().mapToDouble(s -> s).min().orElse(mean));
    numbers.put(
        "greatest of measured over predicted",
        slopes.stream().mapToDouble(s -> s).max().orElse(mean));
    numbers.put("mean rank correlation", Steps.mean(ranks));
    return Verdict.judged(
        Math.abs(mean - 1) <= tolerance,
        numbers,
        "The measured growth is %s times the predicted one in the mean over trials, and neurons' predicted and measured growth have a rank correlation of %s."
            .formatted(Say.measured(mean), Say.measured(Steps.mean(ranks))));
  }
}
