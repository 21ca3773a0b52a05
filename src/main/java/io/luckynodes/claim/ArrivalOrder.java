package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Claims about the order in which teacher nodes are matched within a seed. A teacher node arrives
 * at the first measured epoch at which a student node's correlation with it is above {@code
 * correlation}. Only the order counts: nodes that are never matched share the last rank, however
 * long training lasts. In a network that diverged no node is matched. The first node is the
 * strongest.
 */
final class ArrivalOrder {
  private static final String CORRELATION = "correlation";
  private static final String TEACHER = "teacher";

  private ArrivalOrder() {}

  /**
   * The strongest teacher node arrives before each other node, and the weakest after each other
   * node.
   */
  static Predicate strongestFirstWeakestLast() {
    return Predicate.measuring(
            "strongest-first-weakest-last",
            TeacherNodesRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects("the difference in rank between the arrivals of two teacher nodes");
              double threshold = options.number(CORRELATION);
              double[] teachers = rows.distinct(TEACHER);
              addNumber(effects, rows, threshold);
              for (int i = 0; i < teachers.length; i++) {
                for (int j = i + 1; j < teachers.length; j++) {
                  if (i == 0 || j == teachers.length - 1) {
                    double sooner = teachers[i];
                    double later = teachers[j];
                    effects.place(
                        Places.teacher(sooner) + " before " + Places.teacher(later),
                        trials(rows, rows, seed -> rankDifference(seed, threshold, sooner, later)),
                        Range.above(0));
                  }
                }
              }
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  /** Within a seed, stronger teacher nodes arrive before weaker ones. */
  static Predicate arrivalFollowsStrength() {
    return Predicate.measuring(
            "arrival-follows-strength",
            TeacherNodesRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the rank correlation between a teacher node's number, from the strongest on, and its arrival");
              double threshold = options.number(CORRELATION);
              Places.of(rows, Places.POLARITY, Places.WIDTH, Places.LAYER)
                  .forEach(
                      (name, own) ->
                          effects.place(
                              name,
                              trials(own, rows, seed -> order(seed, threshold)),
                              Range.above(0)));
              addNumber(effects, rows, threshold);
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  private static Trials trials(Rows own, Rows all, ToDoubleFunction<Rows> reduce) {
    // Without arrivals all nodes are tied.
    return Trials.of(own, CORRELATION, Places.end(all), reduce, diverged -> 0);
  }

  private static void addNumber(Effects effects, Rows rows, double threshold) {
    effects.number(
        "share of teacher nodes that are matched at some epoch",
        trials(
                rows,
                rows,
                seed ->
                    arrivals(seed, threshold).values().stream()
                        .mapToDouble(epoch -> Double.isInfinite(epoch) ? 0 : 1)
                        .average()
                        .orElse(Double.NaN))
            .mean());
  }

  private static double order(Rows seed, double threshold) {
    SortedMap<Double, Double> arrivals = arrivals(seed, threshold);
    double order = RankCorrelation.of(doubles(arrivals.keySet()), doubles(arrivals.values()));
    return Double.isNaN(order) ? 0 : order;
  }

  private static double rankDifference(Rows seed, double threshold, double sooner, double later) {
    SortedMap<Double, Double> arrivals = arrivals(seed, threshold);
    return rank(arrivals, later) - rank(arrivals, sooner);
  }

  /**
   * A node's rank in the order of arrival; nodes that arrive together share the mean of their
   * ranks.
   */
  private static double rank(SortedMap<Double, Double> arrivals, double teacher) {
    double own = arrivals.getOrDefault(teacher, Double.POSITIVE_INFINITY);
    long before = arrivals.values().stream().filter(epoch -> epoch < own).count();
    long tied = arrivals.values().stream().filter(epoch -> epoch == own).count();
    return before + (tied - 1) / 2.0;
  }

  /** The epoch of arrival by teacher node; ∞ if the node never arrives. */
  private static SortedMap<Double, Double> arrivals(Rows seed, double threshold) {
    double[] teachers = seed.values(TEACHER);
    double[] epochs = seed.values("epoch");
    double[] correlations = seed.values(CORRELATION);
    SortedMap<Double, Double> arrivals = new TreeMap<>();
    for (int i = 0; i < teachers.length; i++) {
      arrivals.merge(
          teachers[i],
          correlations[i] > threshold ? epochs[i] : Double.POSITIVE_INFINITY,
          Math::min);
    }
    return arrivals;
  }

  private static double[] doubles(Collection<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
