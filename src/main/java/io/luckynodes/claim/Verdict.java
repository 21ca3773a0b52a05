package io.luckynodes.claim;

import io.luckynodes.statistics.SignFlip;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The verdict on a claim.
 *
 * @param quantity the meaning of every seed's number, as in "the gain in ρ̄ over training"; empty
 *     if there are no such numbers
 * @param places the places in which the claim must hold, with the outcome in each
 * @param withoutRoom places that were left out, since no effect could show in them
 * @param numbers further numbers for the reader, which decide nothing. They are finite and sorted
 *     by their names in words, with numbers within a name in numeric order
 * @param why the reason in one or more sentences
 * @param reduced differences from the paper's experiment in architecture, width or data that the
 *     scale makes, one line each; empty if there are none
 * @param changed differences from the paper's experiment that the definition makes, one line each;
 *     empty if there are none
 */
public record Verdict(
    Outcome outcome,
    String quantity,
    List<Place> places,
    List<String> withoutRoom,
    SortedMap<String, Double> numbers,
    String why,
    List<String> reduced,
    List<String> changed) {
  /** Outcomes in the order in which they decide, worst first. */
  public static final List<Outcome> WORST_FIRST =
      List.of(Outcome.FAILS, Outcome.NOT_RESOLVED, Outcome.HOLDS);

  public Verdict {
    numbers = inOrder(numbers);
    places = List.copyOf(places);
    withoutRoom = List.copyOf(withoutRoom);
    reduced = List.copyOf(reduced);
    changed = List.copyOf(changed);
  }

  /** The finite numbers by name, with numbers within a name in numeric order. */
  public static SortedMap<String, Double> inOrder(SortedMap<String, Double> numbers) {
    SortedMap<String, Double> ordered = new TreeMap<>(new NumericOrder());
    ordered.putAll(numbers);
    ordered.values().removeIf(value -> !Double.isFinite(value));
    return Collections.unmodifiableSortedMap(ordered);
  }

  /** The four possible outcomes of a claim. */
  public enum Outcome {
    HOLDS("holds", "✓"),
    FAILS("fails", "✗"),
    NOT_RESOLVED("not resolved", "?"),
    NOT_JUDGED("not judged", "–");

    private final String words;
    private final String mark;

    Outcome(String words, String mark) {
      this.words = words;
      this.mark = mark;
    }

    /** A mark before the words, so that readers need no colour. */
    public String mark() {
      return mark;
    }

    /** The outcome that is written with these words; unknown words count as not judged. */
    public static Outcome of(String words) {
      return Arrays.stream(values())
          .filter(one -> one.words.equals(words))
          .findFirst()
          .orElse(NOT_JUDGED);
    }

    /** The words for summaries and readers. */
    public String words() {
      return words;
    }
  }

  /**
   * A place in which a claim must hold, and the numbers that decided there.
   *
   * @param bySeed the effect, one number for each seed
   * @param diverged seeds that have the worst value, since their network diverged
   * @param exact whether the number is exact; all bounds are then the number itself
   * @param mean mean over seeds
   * @param lower one-sided lower bound at 5 %, by which the claim holds; −∞ with fewer than two
   *     seeds
   * @param upper one-sided upper bound at 5 %, by which the claim holds; ∞ with fewer than two
   *     seeds
   * @param farLower one-sided lower bound at 5 % divided by the number of places, by which the
   *     claim fails
   * @param farUpper one-sided upper bound at 5 % divided by the number of places, by which the
   *     claim fails
   * @param from lower end of the range that the claim gives for the mean; may be −∞
   * @param to upper end of the range that the claim gives for the mean; may be ∞
   */
  public record Place(
      String name,
      Outcome outcome,
      SortedMap<Integer, Double> bySeed,
      SortedSet<Integer> diverged,
      boolean exact,
      double mean,
      double lower,
      double upper,
      double farLower,
      double farUpper,
      double from,
      double to) {

    /**
     * The p of the exact sign-flip test that the effect is above {@link #from}. It checks the
     * assumptions of the bounds and decides nothing. It is NaN where there is nothing to test.
     */
    public double signFlip() {
      return exact || !Double.isFinite(from)
          ? Double.NaN
          : SignFlip.p(bySeed.values().stream().mapToDouble(value -> value - from).toArray());
    }

    /**
     * The distance of the mean from the nearer end of the claimed range, in margins of its bound at
     * 5 %. Above 1 the claim holds here; below 0 the mean lies outside the range. The distance is 0
     * with fewer than two seeds, whose margin is infinite, and infinite where the margin is 0.
     */
    public double distance() {
      double within = Math.min(mean - from, to - mean);
      return within == 0 ? 0 : within / (mean - lower);
    }

    /** The {@link #distance} below which the claim fails here. */
    public double failing() {
      double margin = mean - lower;
      return margin == 0 || !Double.isFinite(margin) ? Double.NaN : -(mean - farLower) / margin;
    }
  }

  /** A claim that cannot be judged, and the reason. */
  public static Verdict notJudged(String why) {
    return new Verdict(
        Outcome.NOT_JUDGED, "", List.of(), List.of(), new TreeMap<>(), why, List.of(), List.of());
  }

  /** The outcome in words, which also say whether the experiment differs from the paper's. */
  public String words() {
    String other =
        changed.isEmpty() ? "reduced" : reduced.isEmpty() ? "changed" : "changed and reduced";
    return outcome.words()
        + (differences().isEmpty() || outcome == Outcome.NOT_JUDGED
            ? ""
            : " in a " + other + " experiment");
  }

  /** The differences from the paper's experiment: first the changes, then the reductions. */
  public List<String> differences() {
    return Stream.concat(changed.stream(), reduced.stream()).toList();
  }

  /**
   * The place that decides the outcome, empty if there are no places. It is the place with the
   * least distance among those that fail, otherwise among those that are not resolved, otherwise
   * among all.
   */
  public Optional<Place> leastCertain() {
    return places.stream()
        .min(
            Comparator.comparing((Place place) -> WORST_FIRST.indexOf(place.outcome()))
                .thenComparing(Place::distance));
  }

  /** This verdict with the differences from the paper's experiment. */
  Verdict in(List<String> reducedBy, List<String> changedBy) {
    return new Verdict(outcome, quantity, places, withoutRoom, numbers, why, reducedBy, changedBy);
  }

  /** These numbers as a verdict that is not judged, since they do not allow one. */
  Verdict forInformation(String because) {
    return new Verdict(
        Outcome.NOT_JUDGED, quantity, places, withoutRoom, numbers, because, reduced, changed);
  }
}
