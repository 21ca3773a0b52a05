package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When each teacher node of the lowest layer is first matched, in every trial: the first measured
 * epoch at which a student node's correlation with it is above a threshold. One that never is
 * arrives an epoch after the last.
 *
 * @param trials for each seed of each variant, the epoch by teacher node, from 0
 * @param never the epoch of teacher nodes that are never matched
 * @param leftOut rows of trials that diverged, of which none is counted
 */
record Arrivals(List<SortedMap<Double, Double>> trials, double never, int leftOut) {
  static final Set<String> COLUMNS = Set.of("teacher", "correlation");

  /** What tells trials apart; the axes of a sweep as far as a table has them. */
  private static final List<String> TRIAL =
      List.of("teacher_nodes", "polarity", "over_realisation", "seed");

  static Arrivals of(Rows rows, double threshold) {
    Rows lowest = rows.has("layer") ? rows.where("layer", 0.0) : rows;
    double[] epochs = lowest.values("epoch");
    double[] teachers = lowest.values("teacher");
    double[] correlations = lowest.values("correlation");
    List<double[]> keys = TRIAL.stream().filter(lowest::has).map(lowest::values).toList();
    double never = Arrays.stream(epochs).max().orElse(0) + 1;
    Map<List<Double>, SortedMap<Double, Double>> trials = new LinkedHashMap<>();
    Map<List<Double>, Integer> sizes = new LinkedHashMap<>();
    Set<List<Double>> diverged = new HashSet<>();
    for (int i = 0; i < epochs.length; i++) {
      int row = i;
      List<Double> trial = keys.stream().map(key -> key[row]).toList();
      sizes.merge(trial, 1, Integer::sum);
      if (!Double.isFinite(correlations[i])) {
        diverged.add(trial);
      }
      trials
          .computeIfAbsent(trial, key -> new TreeMap<>())
          .merge(teachers[i], correlations[i] > threshold ? epochs[i] : never, Math::min);
    }
    trials.keySet().removeAll(diverged);
    sizes.keySet().retainAll(diverged);
    return new Arrivals(
        List.copyOf(trials.values()),
        never,
        sizes.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Mean over trials of each teacher node's epoch. */
  SortedMap<Double, Double> meanByTeacher() {
    SortedMap<Double, Double> means = new TreeMap<>();
    trials.stream()
        .flatMap(trial -> trial.keySet().stream())
        .distinct()
        .forEach(
            teacher ->
                means.put(
                    teacher,
                    trials.stream()
                        .filter(trial -> trial.containsKey(teacher))
                        .mapToDouble(trial -> trial.get(teacher))
                        .average()
                        .orElse(Double.NaN)));
    return means;
  }

  /** Whether two teacher nodes arrive at the same measured epoch in every trial. */
  boolean alike(double one, double other) {
    return trials.stream().allMatch(trial -> Objects.equals(trial.get(one), trial.get(other)));
  }

  /** In how many trials a teacher node is never matched. */
  long neverMatched(double teacher) {
    return trials.stream().filter(trial -> trial.getOrDefault(teacher, -1.0) == never).count();
  }
}
