package io.luckynodes.claim;

import io.luckynodes.statistics.ConservedDrift;
import io.luckynodes.statistics.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * ‖w‖² + b² − ‖a‖² of each neuron is conserved (appendix E): between start and end it changes by no
 * more than {@code share} of ‖w‖² + b² + ‖a‖² at the end, in the median over neurons and the mean
 * over trials.
 */
record NormsKeepDifference() implements Predicate {
  @Override
  public String name() {
    return "norms-keep-difference";
  }

  @Override
  public String table() {
    return "neurons";
  }

  @Override
  public Set<String> columns() {
    return Set.of("neuron", "conserved", "in_norm", "out_norm", "bias");
  }

  @Override
  public Set<String> options() {
    return Set.of("share");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double share = options.number("share");
    List<Double> medians = new ArrayList<>();
    List<Double> greatest = new ArrayList<>();
    for (double seed : rows.distinct("seed")) {
      Rows trial = rows.where("seed", seed);
      double[] changes = changes(trial, trial.atLastEpoch());
      if (changes.length > 0) {
        medians.add(Median.of(changes));
        greatest.add(Arrays.stream(changes).max().orElseThrow());
      }
    }
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("trials", (double) medians.size());
    if (medians.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial has neurons at its start and at its end.");
    }
    double mean = Steps.mean(medians);
    numbers.put("median change as a share", mean);
    numbers.put("greatest change as a share", Steps.mean(greatest));
    return Verdict.judged(
        mean <= share,
        numbers,
        "From start to end ‖w‖² + b² − ‖a‖² changes by %s of ‖w‖² + b² + ‖a‖² in the median over neurons; %s is allowed."
            .formatted(Say.measured(mean), Say.plain(share)));
  }

  /**
   * The change of each neuron as a share of its squares at the end; none if it was not measured at
   * the start or then.
   */
  static double[] changes(Rows trial, Rows end) {
    double[] start = inOrder(trial.where("epoch", 0), "conserved");
    double[] last = inOrder(end, "conserved");
    return start.length != last.length
        ? new double[0]
        : ConservedDrift.shares(
            start, last, inOrder(end, "in_norm"), inOrder(end, "bias"), inOrder(end, "out_norm"));
  }

  /** A column by the number of the neuron, whatever the order of the rows. */
  private static double[] inOrder(Rows rows, String column) {
    TreeMap<Double, Double> values = new TreeMap<>();
    double[] neurons = rows.values("neuron");
    double[] found = rows.values(column);
    for (int i = 0; i < neurons.length; i++) {
      values.put(neurons[i], found[i]);
    }
    return values.values().stream().mapToDouble(v -> v).toArray();
  }
}
