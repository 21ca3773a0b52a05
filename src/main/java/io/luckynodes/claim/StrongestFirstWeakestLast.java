package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * In the mean over seeds, the first teacher node, which is the strongest, is matched before all
 * others and the last one after all others. A node is matched when a student's correlation with it
 * is first above {@code correlation}; one that never is counts as an epoch after the last. Nodes
 * that arrive at the same measured epoch in every trial cannot be told apart.
 */
final class StrongestFirstWeakestLast {
  static final Predicate PREDICATE =
      Predicate.of(
              "strongest-first-weakest-last",
              TeacherNodesRow.class,
              StrongestFirstWeakestLast::judge)
          .numbers("correlation")
          .atAllEpochs();

  private StrongestFirstWeakestLast() {}

  private static Verdict judge(Options options, Rows rows) {
    double threshold = options.number("correlation");
    Arrivals arrivals = Arrivals.of(rows, threshold);
    SortedMap<Double, Double> means = arrivals.meanByTeacher();
    if (means.size() < 2) {
      return Verdict.notJudged(
          ("There are no two teacher nodes to compare." + Say.leftOut(arrivals.leftOut())).strip());
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) arrivals.trials().size());
    means.forEach(
        (teacher, mean) -> {
          numbers.put(name(teacher) + " · mean epoch", mean);
          numbers.put(name(teacher) + " · trials without", (double) arrivals.neverMatched(teacher));
        });
    double first = means.firstKey();
    double last = means.lastKey();
    double least = means.getOrDefault(first, Double.NaN);
    double greatest = means.getOrDefault(last, Double.NaN);
    List<String> sooner =
        others(means, first, (other, mean) -> mean <= least && !arrivals.alike(first, other));
    List<String> later =
        others(means, last, (other, mean) -> mean >= greatest && !arrivals.alike(last, other));
    List<String> asSoon = others(means, first, (other, mean) -> arrivals.alike(first, other));
    List<String> asLate = others(means, last, (other, mean) -> arrivals.alike(last, other));
    String why =
        "The mean epoch at which a student's correlation is first above %s is %s for %s%s and %s for %s%s."
                .formatted(
                    threshold,
                    Say.measured(least),
                    name(first),
                    sooner.isEmpty() ? "" : ", no less than for " + Say.list(sooner) + ",",
                    Say.measured(greatest),
                    name(last),
                    later.isEmpty() ? "" : ", no more than for " + Say.list(later))
            + alike(first, asSoon)
            + alike(last, asLate)
            + Say.leftOut(arrivals.leftOut());
    boolean fails = !sooner.isEmpty() || !later.isEmpty();
    return fails || (asSoon.isEmpty() && asLate.isEmpty())
        ? Verdict.judged(!fails, numbers, why)
        : Verdict.notJudged(numbers, why);
  }

  private static List<String> others(
      SortedMap<Double, Double> means, double except, BiPredicate<Double, Double> condition) {
    return means.entrySet().stream()
        .filter(entry -> entry.getKey() != except)
        .filter(entry -> condition.test(entry.getKey(), entry.getValue()))
        .map(entry -> name(entry.getKey()) + " (" + Say.measured(entry.getValue()) + ")")
        .toList();
  }

  private static String alike(double teacher, List<String> others) {
    return others.isEmpty()
        ? ""
        : " In every trial it is the same measured epoch for %s and for %s, which therefore cannot be told apart."
            .formatted(name(teacher), Say.list(others));
  }

  /** Panels count nodes from 1. */
  private static String name(double teacher) {
    return "teacher " + Say.plain(teacher + 1);
  }
}
