package io.luckynodes.claim;

import io.luckynodes.statistics.Median;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * ‖w‖² + b² − ‖a‖² of each neuron is conserved (appendix E): between start and end it changes by no
 * more than {@code share} of ‖w‖² + b² + ‖a‖² at the end, in the median over neurons and the mean
 * over trials.
 */
final class NormsKeepDifference {
  static final Predicate PREDICATE =
      Predicate.of("norms-keep-difference", NeuronsRow.class, NormsKeepDifference::judge)
          .numbers("share")
          .atAllEpochs();

  private NormsKeepDifference() {}

  private static Verdict judge(Options options, Rows rows) {
    double share = options.number("share");
    Trials medians = Trials.of(rows, trial -> Median.of(drift(trial)));
    Trials greatest =
        Trials.of(rows, trial -> Arrays.stream(drift(trial)).max().orElse(Double.NaN));
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) medians.count());
    if (medians.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons at its start and at its end.");
    }
    double mean = medians.mean();
    numbers.put("median change as a share", mean);
    numbers.put("greatest change as a share", greatest.mean());
    return Verdict.judged(
        mean <= share,
        numbers,
        "From start to end ‖w‖² + b² − ‖a‖² changes by %s of ‖w‖² + b² + ‖a‖² in the median over neurons; %s is allowed."
            .formatted(Say.measured(mean), Say.plain(share)));
  }

  private static double[] drift(Rows trial) {
    return NeuronsRow.drift(trial.where("step", 0), trial.atEnd());
  }
}
