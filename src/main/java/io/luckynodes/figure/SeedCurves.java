package io.luckynodes.figure;

import io.luckynodes.figure.Series.Spread;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Curves of measurements: the mean over seeds with a band, or one seed alone. */
final class SeedCurves {
  /** The range that a band around the mean spans. */
  enum Band {
    LEAST_TO_GREATEST("from the least to the greatest seed") {
      @Override
      void add(Collection<Double> values, double mean, double[] low, double[] high, int place) {
        low[place] = values.stream().mapToDouble(v -> v).min().orElse(mean);
        high[place] = values.stream().mapToDouble(v -> v).max().orElse(mean);
      }
    },

    /** Standard deviation of a sample: squares are divided by the number of seeds less one. */
    STANDARD_DEVIATION("one standard deviation of the seeds (n \u2212 1) to either side") {
      @Override
      void add(Collection<Double> values, double mean, double[] low, double[] high, int place) {
        double squares = 0;
        for (double value : values) {
          squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, values.size() - 1));
        low[place] = mean - deviation;
        high[place] = mean + deviation;
      }
    };

    private final String words;

    Band(String words) {
      this.words = words;
    }

    /** The range that the band spans, in words. */
    String words() {
      return words;
    }

    /** Writes the edges of the band around the values at one position. */
    abstract void add(
        Collection<Double> values, double mean, double[] low, double[] high, int place);
  }

  private SeedCurves() {}

  /**
   * The curve of the means over seeds, from rows of one seed at one epoch each. Values that are not
   * finite after scaling are left out.
   *
   * @param scale function that turns a value into the number that is drawn
   * @return mean over seeds per epoch; with a band if there is more than one seed
   */
  static Series mean(
      String name, Rows rows, String column, DoubleUnaryOperator scale, Band band, Look look) {
    return mean(
        name,
        Arrays.stream(rows.ints(rows.time())).asDoubleStream().toArray(),
        rows.ints("seed"),
        Arrays.stream(rows.values(column)).map(scale).toArray(),
        band,
        look);
  }

  /**
   * A curve through the means over seeds at each position on the horizontal axis. Values that are
   * not finite are left out.
   *
   * @param places position of each value on the horizontal axis
   * @param seeds seed of each value
   */
  static Series mean(
      String name, double[] places, int[] seeds, double[] values, Band band, Look look) {
    // Sorted by seed, so that a sum does not depend on how the jobs split the seeds.
    SortedMap<Double, SortedMap<Integer, Double>> byPlace = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        byPlace.computeIfAbsent(places[i], e -> new TreeMap<>()).put(seeds[i], values[i]);
      }
    }
    double[] x = new double[byPlace.size()];
    double[] y = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    boolean several = false;
    int n = 0;
    for (var place : byPlace.entrySet()) {
      Collection<Double> ofSeeds = place.getValue().values();
      double sum = 0;
      for (double value : ofSeeds) {
        sum += value;
      }
      x[n] = place.getKey();
      y[n] = sum / ofSeeds.size();
      band.add(ofSeeds, y[n], low, high, n);
      several |= ofSeeds.size() > 1;
      n++;
    }
    return new Series(
        name, x, y, several ? Optional.of(new Spread(low, high)) : Optional.empty(), look);
  }

  /**
   * The curve of one seed from rows of different epochs; values that are not finite are left out.
   */
  static Series single(String name, Rows rows, String column, Look look) {
    return mean(name, rows, column, DoubleUnaryOperator.identity(), Band.LEAST_TO_GREATEST, look);
  }

  /**
   * Notes on the lines and bands, for the footer: one note if all experiments have the same number
   * of seeds, else one for each experiment.
   *
   * @param seeds number of seeds by the experiment's label
   */
  static List<String> notes(Band band, Map<String, Integer> seeds) {
    return new HashSet<>(seeds.values()).size() == 1
        ? List.of(note(band, seeds.values().iterator().next()))
        : seeds.entrySet().stream()
            .map(own -> own.getKey() + ": " + note(band, own.getValue()))
            .toList();
  }

  /** A note on the lines and bands, for the footer. */
  static String note(Band band, int seeds) {
    return seeds > 1
        ? "Lines: mean over " + seeds + " seeds; bands: " + band.words + "."
        : "One seed.";
  }
}
