package io.luckynodes.claim;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Verdicts on effects that are given outright, for tests of what is said and drawn of them. */
public final class SyntheticVerdicts {
  private final Effects effects;

  public SyntheticVerdicts(String quantity) {
    effects = new Effects(quantity);
  }

  /** A place whose mean is claimed to be above a threshold; seeds are 1, 2, … */
  public SyntheticVerdicts above(String place, double threshold, double... bySeed) {
    effects.place(place, trials(bySeed), Range.above(threshold));
    return this;
  }

  public SyntheticVerdicts within(String place, double value, double margin, double... bySeed) {
    effects.place(place, trials(bySeed), Range.within(value, margin));
    return this;
  }

  /** One in which some seeds diverged. */
  public SyntheticVerdicts diverged(String place, List<Integer> diverged, double... bySeed) {
    Trials trials = new Trials(trials(bySeed).bySeed(), new TreeSet<>(diverged), false);
    effects.place(place, trials, Range.above(0));
    return this;
  }

  public SyntheticVerdicts exact(String place, double threshold, double value) {
    effects.place(place, Trials.exact(value), Range.above(threshold));
    return this;
  }

  public SyntheticVerdicts noRoom(String place) {
    effects.noRoom(place);
    return this;
  }

  public Verdict judged() {
    return Judge.judge(effects);
  }

  public Verdict reduced(String... differences) {
    return Judge.judge(effects).in(List.of(differences), List.of());
  }

  public Verdict forInformation(String because) {
    return Judge.judge(effects).forInformation(because);
  }

  private static Trials trials(double... bySeed) {
    SortedMap<Integer, Double> map = new TreeMap<>();
    for (int i = 0; i < bySeed.length; i++) {
      map.put(i + 1, bySeed[i]);
    }
    return new Trials(map, new TreeSet<>(), false);
  }
}
