package io.luckynodes.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * In the mean over seeds, the first teacher node, which is the strongest, is matched before all
 * others and the last one after all others. A node is matched when a student's correlation with it
 * is first above {@code correlation}; one that never is counts as an epoch after the last.
 */
record StrongestFirstWeakestLast() implements Predicate {
  @Override
  public String name() {
    return "strongest-first-weakest-last";
  }

  @Override
  public String table() {
    return "teacher-nodes";
  }

  @Override
  public Set<String> columns() {
    return Arrivals.COLUMNS;
  }

  @Override
  public Set<String> options() {
    return Set.of("correlation");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
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
    double first = means.getOrDefault(means.firstKey(), Double.NaN);
    double last = means.getOrDefault(means.lastKey(), Double.NaN);
    List<String> notLater = others(means, means.firstKey(), mean -> mean <= first);
    List<String> notSooner = others(means, means.lastKey(), mean -> mean >= last);
    String why =
        "The mean epoch at which a student's correlation is first above %s is %s for %s, %s, and %s for %s, %s.%s"
            .formatted(
                threshold,
                Say.measured(first),
                name(means.firstKey()),
                notLater.isEmpty() ? "the least of all" : "no less than for " + Say.list(notLater),
                Say.measured(last),
                name(means.lastKey()),
                notSooner.isEmpty()
                    ? "the greatest of all"
                    : "no more than for " + Say.list(notSooner),
                Say.leftOut(arrivals.leftOut()));
    return Verdict.judged(notLater.isEmpty() && notSooner.isEmpty(), numbers, why);
  }

  private static List<String> others(
      SortedMap<Double, Double> means, double except, DoublePredicate condition) {
    return means.entrySet().stream()
        .filter(entry -> entry.getKey() != except && condition.test(entry.getValue()))
        .map(entry -> name(entry.getKey()) + " (" + Say.measured(entry.getValue()) + ")")
        .toList();
  }

  /** Panels count nodes from 1. */
  private static String name(double teacher) {
    return "teacher " + Say.plain(teacher + 1);
  }
}
