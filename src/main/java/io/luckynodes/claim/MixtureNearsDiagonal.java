package io.luckynodes.claim;

import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How near mixture coefficients between student and teacher are to a diagonal: the share of the sum
 * of their sizes that lies where a student node meets the teacher node that it correlates with most
 * at that epoch. 1 is a diagonal; with m teacher nodes 1 / m is what chance gives. In the mean over
 * seeds.
 *
 * @param gates whether H* is to be nearer than β* after training, in the mean over layers;
 *     otherwise both are to come nearer in every layer
 */
record MixtureNearsDiagonal(boolean gates) {
  private static final String TOLERANCE = "tolerance";
  private static final String EPOCH = "epoch";
  private static final String LAYER = "layer";
  private static final String SEED = "seed";
  private static final String STUDENT = "student";
  private static final String CORRELATION = "correlation";
  private static final Map<String, String> KINDS = kinds();

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("h", "H*");
    kinds.put("beta", "β*");
    return kinds;
  }

  static Predicate mixtureNearsDiagonal() {
    return new MixtureNearsDiagonal(false).predicate("mixture-nears-diagonal");
  }

  static Predicate gatesSharpenDiagonal() {
    return new MixtureNearsDiagonal(true).predicate("gates-sharpen-diagonal");
  }

  private Predicate predicate(String name) {
    return Predicate.of(name, MixtureRow.class, this::judge).numbers(TOLERANCE).atAllEpochs();
  }

  private Verdict judge(Options options, Rows rows) {
    double tolerance = options.number(TOLERANCE);
    double[] epochs = rows.distinct(EPOCH);
    if (epochs.length < 2) {
      return Verdict.notJudged("Only one epoch was measured.");
    }
    double first = epochs[0];
    double last = epochs[epochs.length - 1];
    Findings findings = new Findings();
    SortedMap<String, Double> means = new TreeMap<>();
    for (double layer : rows.distinct(LAYER)) {
      Rows own = rows.where(LAYER, layer);
      for (Map.Entry<String, String> kind : KINDS.entrySet()) {
        // Panels count layers from 1.
        String name = "layer " + Say.plain(layer + 1) + " · " + kind.getValue();
        double before = share(own.where(EPOCH, first), kind.getKey());
        double after = share(own.where(EPOCH, last), kind.getKey());
        findings.number(name + " · before", before);
        findings.number(name + " · after", after);
        means.merge(kind.getKey(), after, Double::sum);
        if (!gates && Double.isNaN(after - before)) {
          findings.undecided(name);
        } else if (!gates) {
          findings.place(
              after - before > tolerance,
              "%s (from %s to %s)".formatted(name, Say.measured(before), Say.measured(after)));
        }
      }
    }
    if (gates) {
      double layers = rows.distinct(LAYER).length;
      double h = means.getOrDefault("h", Double.NaN) / layers;
      double beta = means.getOrDefault("beta", Double.NaN) / layers;
      findings.number("H* · mean over layers", h);
      findings.number("β* · mean over layers", beta);
      if (Double.isNaN(h - beta)) {
        findings.undecided("a layer whose coefficients are all 0 or not finite");
      } else {
        findings.place(
            h - beta > tolerance,
            "the share of H* (%s) against that of β* (%s)"
                .formatted(Say.measured(h), Say.measured(beta)));
      }
      return findings.verdict(
          "After training the share of H* on the diagonal, %s in the mean over layers, is more than %s above that of β*, %s."
              .formatted(Say.measured(h), tolerance, Say.measured(beta)),
          "Not more than %s above:".formatted(tolerance));
    }
    return findings.verdict(
        "The share on the diagonal grows by more than %s in every layer, for H* and for β*."
            .formatted(tolerance),
        "The share on the diagonal does not grow by more than %s in".formatted(tolerance));
  }

  /** Mean over seeds that are finite; NaN if there is none. */
  private static double share(Rows rows, String column) {
    return Arrays.stream(rows.isEmpty() ? new double[0] : rows.distinct(SEED))
        .map(seed -> shareOfSeed(rows.where(SEED, seed), column))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static double shareOfSeed(Rows rows, String column) {
    double[] students = rows.values(STUDENT);
    double[] correlations = rows.values(CORRELATION);
    double[] coefficients = rows.values(column);
    Map<Double, Integer> best = new TreeMap<>();
    double all = 0;
    for (int row = 0; row < students.length; row++) {
      all += Math.abs(coefficients[row]);
      int candidate = row;
      best.merge(
          students[row],
          row,
          (known, unused) -> correlations[candidate] > correlations[known] ? candidate : known);
    }
    double onDiagonal =
        best.values().stream().mapToDouble(row -> Math.abs(coefficients[row])).sum();
    return onDiagonal / all;
  }
}
