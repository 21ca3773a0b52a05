package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.theory.flow.Classifier;
import io.luckynodes.theory.flow.Classifier.Polar;
import io.luckynodes.theory.flow.ClassifierDescent;
import io.luckynodes.theory.flow.LabelledPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests of Conjecture 3.12: the race within the largest group. A group is the neurons of one gating
 * and one side at the last step before the loss drops.
 */
final class RaceLaws {
  private static final String[] THIRDS = {
    "best aligned third", "middle third", "worst aligned third"
  };

  private static final String NEURONS = "neurons";

  /**
   * Number of the strongest neurons at the end whose rank by alignment before the drop is measured.
   */
  private static final int WINNERS = 3;

  private final Computed one;
  private final FlowStart start;
  private final LabelledPoints points;
  private final double rate;
  private final long steps;

  RaceLaws(Computed one, FlowStart start) {
    this.one = one;
    this.start = start;
    points = start.points();
    rate = one.reals("learning_rates")[0];
    steps = Math.round(one.real("time") / rate);
  }

  void add() {
    ClassifierDescent descent = start.descent(rate);
    Classifier before = descent.network().copy();
    long drop = 0;
    for (; drop < steps && !start.dropped(descent.network()); drop++) {
      before = descent.network().copy();
      descent.step();
    }
    if (drop < steps) {
      race(group(before), before, drop - 1);
    }
  }

  /** The largest group of one gating and one side, the first among equals. */
  private List<Integer> group(Classifier network) {
    BitSet[] gatings = start.gatings(network);
    Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
    for (int j = 0; j < network.neurons(); j++) {
      if (!gatings[j].isEmpty()) {
        boolean side = network.a()[j][0] > network.a()[j][1];
        groups.computeIfAbsent(List.of(gatings[j], side), key -> new ArrayList<>()).add(j);
      }
    }
    List<Integer> largest = List.of();
    for (List<Integer> each : groups.values()) {
      largest = each.size() > largest.size() ? each : largest;
    }
    return largest;
  }

  /** Trains once more from the start, and measures the group at the snapshots. */
  private void race(List<Integer> group, Classifier beforeDrop, long drop) {
    List<Integer> early = byAlignment(group, at(one.real("growth_time")));
    List<Integer> late = byAlignment(group, beforeDrop);
    BitSet effective = start.gatings(beforeDrop)[group.get(0)];
    ClassifierDescent descent = start.descent(rate);
    Classifier network = descent.network();
    long every = Math.max(1, Math.round(one.real("snapshot_time") / rate));
    List<Double> pulls = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (long t = 0; t <= steps; t++) {
      Classifier then = network.copy();
      descent.step();
      if (t % every == 0) {
        Polar[] now = start.polar(then);
        double pull = group.stream().mapToDouble(j -> now[j].h()).average().orElseThrow();
        double loss = loss(then, effective);
        one.law("group", "κ", t * rate, pull);
        one.law("group", "loss on the group's samples", t * rate, loss);
        norms(early, now, t * rate);
        if (t >= drop) {
          pulls.add(pull);
          losses.add(loss);
          spread(group, then, now, start.polar(network), t * rate);
        }
      }
    }
    one.law("pull-with-loss", NEURONS, 0, RankCorrelation.of(array(pulls), array(losses)));
    ends(early, late, norms(beforeDrop), norms(network));
  }

  private Classifier at(double time) {
    ClassifierDescent descent = start.descent(rate);
    for (long t = Math.round(time / rate); t > 0; t--) {
      descent.step();
    }
    return descent.network();
  }

  private List<Integer> byAlignment(List<Integer> group, Classifier network) {
    Polar[] polar = start.polar(network);
    List<Integer> sorted = new ArrayList<>(group);
    sorted.sort(Comparator.comparingDouble(j -> -polar[j].alignment()));
    return sorted;
  }

  private double[] norms(Classifier network) {
    return Arrays.stream(start.polar(network))
        .mapToDouble(polar -> polar.r() + polar.q())
        .toArray();
  }

  private double loss(Classifier network, BitSet samples) {
    return samples.stream()
        .mapToDouble(s -> network.loss(points.x()[s], points.signs()[s]))
        .average()
        .orElseThrow();
  }

  /** Mean ‖(w, b)‖ + ‖a‖ of each third of the group, the best aligned first. */
  private void norms(List<Integer> group, Polar[] now, double time) {
    int thirds = THIRDS.length;
    for (int third = 0; third < thirds; third++) {
      double norm =
          group.subList(third * group.size() / thirds, (third + 1) * group.size() / thirds).stream()
              .mapToDouble(j -> now[j].r() + now[j].q())
              .average()
              .orElse(Double.NaN);
      if (Double.isFinite(norm)) {
        one.law("norms", THIRDS[third], time, norm);
      }
    }
  }

  /** Measures the spread of growth over alignment among neurons, which should be one κ for all. */
  private void spread(
      List<Integer> group, Classifier network, Polar[] now, Polar[] next, double time) {
    BitSet[] gatings = start.gatings(network);
    int strongest =
        group.stream().max(Comparator.comparingDouble(j -> now[j].r() + now[j].q())).orElseThrow();
    List<Integer> together =
        group.stream().filter(j -> gatings[j].equals(gatings[strongest])).toList();
    spread("of one gating", together, now, next, time);
    spread("whole group", group, now, next, time);
  }

  private void spread(
      String series, List<Integer> neurons, Polar[] now, Polar[] next, double time) {
    double[] rates =
        neurons.stream()
            .filter(j -> Math.abs(now[j].alignment()) > one.real("least_alignment"))
            .mapToDouble(
                j ->
                    StrictMath.log((next[j].r() + next[j].q()) / (now[j].r() + now[j].q()))
                        / (rate * now[j].alignment()))
            .sorted()
            .toArray();
    if (rates.length > 1) {
      double mean = Arrays.stream(rates).average().orElseThrow();
      one.law("spread", series, time, (rates[rates.length - 1] - rates[0]) / mean);
    }
  }

  /**
   * Ranks the neurons by norm at the end against their ranks by early alignment, and by alignment
   * and norm before the drop.
   */
  private void ends(List<Integer> early, List<Integer> late, double[] atDrop, double[] atEnd) {
    List<Integer> strongest = new ArrayList<>(early);
    strongest.sort(Comparator.comparingDouble(j -> -atEnd[j]));
    for (int rank = 0; rank < strongest.size(); rank++) {
      int neuron = strongest.get(rank);
      one.law("final-rank", NEURONS, early.indexOf(neuron) + 1, rank + 1);
      if (rank < WINNERS) {
        one.law("winner-place", NEURONS, rank + 1, late.indexOf(neuron) + 1);
      }
    }
    double[] end = early.stream().mapToDouble(j -> atEnd[j]).toArray();
    rank("alignment early", early.stream().mapToDouble(j -> -early.indexOf(j)).toArray(), end);
    rank(
        "alignment before the drop",
        early.stream().mapToDouble(j -> -late.indexOf(j)).toArray(),
        end);
    rank("norm before the drop", early.stream().mapToDouble(j -> atDrop[j]).toArray(), end);
  }

  private void rank(String series, double[] by, double[] end) {
    one.law("rank-with-end", series, 0, RankCorrelation.of(by, end));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
