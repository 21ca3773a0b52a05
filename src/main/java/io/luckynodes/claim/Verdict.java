package io.luckynodes.claim;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a claim stands.
 *
 * @param numbers what it was judged by, by name in words, numbers within a name in numeric order;
 *     all finite
 * @param why one or more sentences
 */
public record Verdict(Outcome outcome, SortedMap<String, Double> numbers, String why) {
  public Verdict {
    SortedMap<String, Double> ordered = new TreeMap<>(new NumericOrder());
    ordered.putAll(numbers);
    ordered.values().removeIf(value -> !Double.isFinite(value));
    numbers = Collections.unmodifiableSortedMap(ordered);
  }

  /** The three ways a claim can stand. */
  public enum Outcome {
    HOLDS("holds"),
    FAILS("fails"),
    NOT_JUDGED("not judged");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** As it is written in summaries and read by people. */
    public String words() {
      return words;
    }
  }

  static Verdict judged(boolean holds, Map<String, Double> numbers, String why) {
    return new Verdict(holds ? Outcome.HOLDS : Outcome.FAILS, new TreeMap<>(numbers), why);
  }

  /** A claim that cannot be judged, and the reason. */
  public static Verdict notJudged(String why) {
    return notJudged(Map.of(), why);
  }

  static Verdict notJudged(Map<String, Double> numbers, String why) {
    return new Verdict(Outcome.NOT_JUDGED, new TreeMap<>(numbers), why);
  }
}
