package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a measure of a variant's layers goes over epochs, in the mean over seeds; a measure of whole
 * networks counts as one layer. A seed that diverged, which is not finite somewhere or was not
 * measured at the last epoch of its experiment, is left out.
 *
 * @param name of the variant, in words
 * @param byLayer for each layer, the mean over seeds by epoch; empty if no seed is left
 * @param seeds how many were trained
 * @param diverged how many of them are left out
 */
record Course(
    String name, SortedMap<Double, SortedMap<Double, Double>> byLayer, int seeds, int diverged) {
  private static final String SEED = "seed";
  private static final String LAYER = "layer";

  /**
   * The course of a variant.
   *
   * @param rows of all that the figure selects, at all epochs
   */
  static Course of(Rows rows, Variant variant, String measure) {
    Rows trials = rows.ofVariant(variant);
    SortedMap<Double, SortedMap<Double, Double>> byLayer = new TreeMap<>();
    if (trials.isEmpty()) {
      return new Course(rows.words(variant), byLayer, 0, 0);
    }
    double last =
        Arrays.stream(rows.ofExperimentOf(variant).values(rows.time())).max().orElseThrow();
    int[] diverged = trials.diverged(measure, last);
    Rows kept = trials.without(SEED, diverged);
    if (!kept.isEmpty() && kept.has(LAYER)) {
      for (double layer : kept.distinct(LAYER)) {
        byLayer.put(layer, means(kept.where(LAYER, layer), measure));
      }
    } else if (!kept.isEmpty()) {
      byLayer.put(0.0, means(kept, measure));
    }
    return new Course(rows.words(variant), byLayer, trials.distinct(SEED).length, diverged.length);
  }

  private static SortedMap<Double, Double> means(Rows rows, String measure) {
    SortedMap<Double, Double> byEpoch = new TreeMap<>();
    for (double epoch : rows.distinct(rows.time())) {
      byEpoch.put(epoch, rows.where(rows.time(), epoch).mean(measure));
    }
    return byEpoch;
  }

  boolean isEmpty() {
    return byLayer.isEmpty();
  }

  /** A layer in words; panels count layers from 1. */
  String layer(double layer) {
    return name + " · layer " + Say.plain(layer + 1);
  }

  /** The lowest layer's, of a course that is not empty. */
  SortedMap<Double, Double> lowest() {
    return byLayer.values().iterator().next();
  }

  /** The measure in the mean over layers, by epoch. */
  SortedMap<Double, Double> overall() {
    SortedMap<Double, Double> overall = new TreeMap<>();
    for (double epoch : lowest().keySet()) {
      overall.put(
          epoch,
          byLayer.values().stream()
              .mapToDouble(byEpoch -> byEpoch.getOrDefault(epoch, Double.NaN))
              .average()
              .orElse(Double.NaN));
    }
    return overall;
  }

  /** After the last epoch. */
  static double last(SortedMap<Double, Double> byEpoch) {
    return byEpoch.getOrDefault(byEpoch.lastKey(), Double.NaN);
  }

  /** Before training, or at the first epoch that was measured. */
  static double first(SortedMap<Double, Double> byEpoch) {
    return byEpoch.getOrDefault(byEpoch.firstKey(), Double.NaN);
  }

  /** The measured epoch nearest to a share of the last, the earlier of two. */
  static double epochAt(SortedMap<Double, Double> byEpoch, double share) {
    double wanted = share * byEpoch.lastKey();
    double nearest = byEpoch.firstKey();
    for (double epoch : byEpoch.keySet()) {
      nearest = Math.abs(epoch - wanted) < Math.abs(nearest - wanted) ? epoch : nearest;
    }
    return nearest;
  }

  /**
   * Mean over time: the area under the straight lines between measured epochs, divided by their
   * span, so that it does not depend on where epochs were measured more densely.
   */
  static double throughout(SortedMap<Double, Double> byEpoch) {
    double area = 0;
    double before = byEpoch.firstKey();
    for (var entry : byEpoch.entrySet()) {
      double value = byEpoch.getOrDefault(before, Double.NaN);
      area += (entry.getKey() - before) * (entry.getValue() + value) / 2;
      before = entry.getKey();
    }
    double span = byEpoch.lastKey() - byEpoch.firstKey();
    return span > 0 ? area / span : first(byEpoch);
  }

  /** The first measured epoch at which the measure is at least so much. */
  static OptionalDouble reaches(SortedMap<Double, Double> byEpoch, double least) {
    return byEpoch.entrySet().stream()
        .filter(entry -> entry.getValue() >= least)
        .mapToDouble(entry -> entry.getKey())
        .findFirst();
  }

  /** The first measured epoch from which on the measure is never more than so much. */
  static OptionalDouble settles(SortedMap<Double, Double> byEpoch, double most) {
    OptionalDouble settled = OptionalDouble.empty();
    for (var entry : byEpoch.entrySet()) {
      if (entry.getValue() > most) {
        settled = OptionalDouble.empty();
      } else if (settled.isEmpty()) {
        settled = OptionalDouble.of(entry.getKey());
      }
    }
    return settled;
  }

  /** A sentence on what is left out of some courses; empty if nothing is. */
  static String leftOut(Collection<Course> courses) {
    List<String> parts =
        courses.stream()
            .filter(course -> course.diverged > 0)
            .map(course -> course.diverged + " of " + course.seeds + " of " + course.name)
            .distinct()
            .toList();
    return parts.isEmpty()
        ? ""
        : " Left out, since they diverged, are seeds: " + Say.list(parts) + ".";
  }
}
