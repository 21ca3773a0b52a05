package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far ‖w‖² + b² − ‖a‖² drifts is proportional to the size of a step, so that gradient flow
 * conserves it (appendix E): cells that differ in the size of their steps are compared after {@code
 * steps} of them, by which all are at the same time of training. The slope of the logarithm of the
 * drift (as a share of the squares then, in the median over neurons) against that of the step,
 * whose size goes with 1 / {@code steps}, lies within {@code tolerance} of 1 in the mean over
 * trials.
 */
record DriftFollowsStep() implements Predicate {
  @Override
  public String name() {
    return "drift-follows-step";
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
    return Set.of("of", "steps", "tolerance");
  }

  @Override
  public Set<String> variants() {
    return Set.of("of");
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    List<Variant> cells = options.variants("of");
    List<Double> steps = options.numbers("steps");
    double tolerance = options.number("tolerance");
    if (steps.size() != cells.size()) {
      throw options.wrong(
          "steps",
          "expected as many numbers as of has cells, " + cells.size() + ", found " + steps.size());
    }
    Map<String, Double> numbers = new TreeMap<>();
    // By seed, logarithms of the step's size and of the drift.
    Map<Double, List<double[]>> points = new TreeMap<>();
    for (int c = 0; c < cells.size(); c++) {
      Rows cell = rows.ofCell(cells.get(c));
      List<Double> drifts = new ArrayList<>();
      for (double seed : cell.isEmpty() ? new double[0] : cell.distinct("seed")) {
        Rows trial = cell.where("seed", seed);
        double drift =
            Median.of(
                NormsKeepDifference.changes(trial, trial.where("epoch", (double) steps.get(c))));
        if (drift > 0 && Double.isFinite(drift)) {
          drifts.add(drift);
          points
              .computeIfAbsent(seed, s -> new ArrayList<>())
              .add(new double[] {-StrictMath.log(steps.get(c)), StrictMath.log(drift)});
        }
      }
      numbers.put(rows.words(cells.get(c)) + " · median drift", Steps.mean(drifts));
    }
    List<Double> slopes =
        points.values().stream()
            .filter(own -> own.size() == cells.size() && own.size() > 1)
            .map(DriftFollowsStep::slope)
            .filter(Double::isFinite)
            .toList();
    numbers.put("trials", (double) slopes.size());
    if (slopes.isEmpty()) {
      return Verdict.notJudged(numbers, "No trial was measured after these steps in every cell.");
    }
    double mean = Steps.mean(slopes);
    numbers.put("slope", mean);
    numbers.put("least slope", slopes.stream().mapToDouble(s -> s).min().orElse(mean));
    numbers.put("greatest slope", slopes.stream().mapToDouble(s -> s).max().orElse(mean));
    return Verdict.judged(
        Math.abs(mean - 1) <= tolerance,
        numbers,
        "The drift goes with the size of a step to the power of %s in the mean over trials; 1 within %s is asked for."
            .formatted(Say.measured(mean), Say.plain(tolerance)));
  }

  private static double slope(List<double[]> points) {
    return LeastSquares.of(
            points.stream().mapToDouble(point -> point[0]).toArray(),
            points.stream().mapToDouble(point -> point[1]).toArray())
        .slope();
  }
}
