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
 * Conjecture 3.12: the race within the largest group, the neurons of one gating and one side at the
 * last step before the loss drops.
 */
final class RaceLaws {
  private static final String[] FIFTHS = {
    "best aligned fifth", "second fifth", "third fifth", "fourth fifth", "worst aligned fifth"
  };

  /** How many of the strongest at the end are looked at. */
  private static final int WINNERS = 3;

  private final Computed one;
  private final FlowStart start;
  private final LabelledPoints points;
  private final double rate;

  RaceLaws(Computed one, FlowStart start) {
    this.one = one;
    this.start = start;
    points = start.points();
    rate = one.reals("learning_rates")[0];
  }

  void add() {
    ClassifierDescent descent = start.descent(rate);
    long steps = Math.round(one.real("time") / rate);
    long t = 0;
    Classifier before = descent.network().copy();
    for (; t < steps && !start.dropped(descent.network()); t++) {
      before = descent.network().copy();
      descent.step();
    }
    if (t < steps) {
      race(new ClassifierDescent(points, before, rate, 0), steps - t);
    }
  }

  private void race(ClassifierDescent descent, long steps) {
    Classifier network = descent.network();
    List<Integer> group = group(network);
    Polar[] polar = start.polar(network);
    group.sort(Comparator.comparingDouble(j -> -polar[j].alignment()));
    BitSet effective = start.gatings(network)[group.get(0)];
    long every = Math.max(1, Math.round(one.real("snapshot_time") / rate));
    List<Double> pulls = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (long t = 0; t <= steps; t++) {
      Classifier then = network.copy();
      descent.step();
      if (t % every == 0) {
        Polar[] now = start.polar(then);
        double pull = group.stream().mapToDouble(j -> now[j].h()).average().orElseThrow();
        double loss =
            effective.stream()
                .mapToDouble(s -> then.loss(points.x()[s], points.signs()[s]))
                .average()
                .orElseThrow();
        pulls.add(pull);
        losses.add(loss);
        one.law("group", "κ of the group", t * rate, pull / pulls.get(0));
        one.law("group", "loss on its samples", t * rate, loss / losses.get(0));
        norms(group, now, t * rate);
        spread(group, then, now, start.polar(network), t * rate);
      }
    }
    one.law(
        "pull-with-loss",
        "over time",
        0,
        RankCorrelation.of(
            pulls.stream().mapToDouble(Double::doubleValue).toArray(),
            losses.stream().mapToDouble(Double::doubleValue).toArray()));
    winners(group, start.polar(network));
  }

  /** The largest group of one gating and one side; of several as large the first. */
  private List<Integer> group(Classifier network) {
    BitSet[] gatings = start.gatings(network);
    Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
    for (int j : start.moving()) {
      boolean side = network.a()[j][0] > network.a()[j][1];
      groups.computeIfAbsent(List.of(gatings[j], side), key -> new ArrayList<>()).add(j);
    }
    List<Integer> largest = new ArrayList<>();
    for (List<Integer> each : groups.values()) {
      largest = each.size() > largest.size() ? each : largest;
    }
    return largest;
  }

  /** Mean ‖(w, b)‖ + ‖a‖ of each fifth of the group, by alignment before the drop. */
  private void norms(List<Integer> group, Polar[] now, double time) {
    for (int fifth = 0; fifth < FIFTHS.length; fifth++) {
      double norm =
          group
              .subList(
                  fifth * group.size() / FIFTHS.length, (fifth + 1) * group.size() / FIFTHS.length)
              .stream()
              .mapToDouble(j -> now[j].r() + now[j].q())
              .average()
              .orElse(Double.NaN);
      if (Double.isFinite(norm)) {
        one.law("norms", FIFTHS[fifth], time, norm);
      }
    }
  }

  /** How far neurons differ in growth over alignment, which is to be one κ for all. */
  private void spread(
      List<Integer> group, Classifier network, Polar[] now, Polar[] next, double time) {
    BitSet[] gatings = start.gatings(network);
    int strongest =
        group.stream().max(Comparator.comparingDouble(j -> now[j].r() + now[j].q())).orElseThrow();
    List<Integer> together =
        group.stream().filter(j -> gatings[j].equals(gatings[strongest])).toList();
    one.law("same-gating", "group", time, together.size() / (double) group.size());
    one.law("spread", "of one gating", time, spread(together, now, next));
    one.law("spread", "whole group", time, spread(group, now, next));
  }

  private double spread(List<Integer> neurons, Polar[] now, Polar[] next) {
    double[] rates =
        neurons.stream()
            .filter(j -> Math.abs(now[j].alignment()) > one.real("least_alignment"))
            .mapToDouble(
                j ->
                    StrictMath.log((next[j].r() + next[j].q()) / (now[j].r() + now[j].q()))
                        / (rate * now[j].alignment()))
            .toArray();
    double most = Arrays.stream(rates).max().orElse(0);
    double least = Arrays.stream(rates).min().orElse(0);
    return rates.length == 0 ? 0 : (most - least) / Arrays.stream(rates).average().orElseThrow();
  }

  /** The places by alignment before the drop of the strongest neurons at the end. */
  private void winners(List<Integer> group, Polar[] end) {
    List<Integer> strongest = new ArrayList<>(group);
    strongest.sort(Comparator.comparingDouble(j -> -end[j].r() - end[j].q()));
    for (int rank = 0; rank < strongest.size(); rank++) {
      double place = group.indexOf(strongest.get(rank)) + 1;
      one.law("final-rank", "neurons of the group", place, rank + 1);
      if (rank < WINNERS) {
        one.law("winner-place", "three strongest at the end", rank + 1, place);
      }
    }
  }
}
