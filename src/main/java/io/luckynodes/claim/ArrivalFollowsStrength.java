package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stronger teacher nodes are matched sooner: the rank correlation between a node's number, 1 being
 * the strongest, and the epoch at which a student's correlation with it is first above {@code
 * correlation} is positive, in the mean over seeds. A node that is never matched counts as an epoch
 * after the last.
 */
final class ArrivalFollowsStrength {
  static final Predicate PREDICATE =
      Predicate.of("arrival-follows-strength", TeacherNodesRow.class, ArrivalFollowsStrength::judge)
          .numbers("correlation")
          .atAllEpochs();

  private ArrivalFollowsStrength() {}

  private static Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    Arrivals arrivals = Arrivals.of(rows, threshold);
    List<Double> correlations = new ArrayList<>();
    int alike = 0;
    for (SortedMap<Double, Double> trial : arrivals.trials()) {
      double correlation =
          RankCorrelation.of(
              trial.keySet().stream().mapToDouble(teacher -> teacher).toArray(),
              trial.values().stream().mapToDouble(epoch -> epoch).toArray());
      if (Double.isNaN(correlation)) {
        alike++;
      } else {
        correlations.add(correlation);
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) correlations.size());
    String rest =
        (alike == 0
                ? ""
                : " In "
                    + alike
                    + (alike == 1 ? " trial" : " trials")
                    + " all teacher nodes are matched at once, or none is.")
            + Say.leftOut(arrivals.leftOut());
    if (correlations.isEmpty()) {
      return Verdict.notJudged(numbers, ("No trial tells teacher nodes apart." + rest).strip());
    }
    double[] found = correlations.stream().mapToDouble(c -> c).toArray();
    double mean = Arrays.stream(found).average().orElse(Double.NaN);
    numbers.put("mean rank correlation", mean);
    numbers.put("least rank correlation", Arrays.stream(found).min().orElse(Double.NaN));
    return Verdict.judged(
        mean > 0,
        numbers,
        "The rank correlation between a teacher node's number and the epoch at which it is matched (correlation above %s) is %s in the mean over trials.%s"
            .formatted(threshold, Say.measured(mean), rest));
  }
}
