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
 * How a claim stands.
 *
 * @param quantity what every seed's number is, as in "the gain in ρ̄ over training"; empty if
 *     nothing was reduced to such numbers
 * @param places where it must hold, and how it stands in each
 * @param withoutRoom places that were left out, since no effect could show in them
 * @param numbers what else a reader wants to know, by name in words, numbers within a name in
 *     numeric order; all finite; nothing is decided by them
 * @param why one or more sentences
 * @param reduced by what the scale lets architecture, width or data of the experiment differ from
 *     the paper's, one line each; empty if by nothing
 * @param changed by what the definition lets the experiment differ from the paper's; likewise
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
  /** Outcomes in the order in which they decide. */
  public static final List<Outcome> WORST_FIRST =
      List.of(Outcome.FAILS, Outcome.NOT_RESOLVED, Outcome.HOLDS);

  public Verdict {
    numbers = inOrder(numbers);
    places = List.copyOf(places);
    withoutRoom = List.copyOf(withoutRoom);
    reduced = List.copyOf(reduced);
    changed = List.copyOf(changed);
  }

  /** Finite numbers by name, numbers within a name in their order. */
  public static SortedMap<String, Double> inOrder(SortedMap<String, Double> numbers) {
    SortedMap<String, Double> ordered = new TreeMap<>(new NumericOrder());
    ordered.putAll(numbers);
    ordered.values().removeIf(value -> !Double.isFinite(value));
    return Collections.unmodifiableSortedMap(ordered);
  }

  /** The four ways a claim can stand. */
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

    /** A sign that goes before the words, so that colour need not tell. */
    public String mark() {
      return mark;
    }

    /** The one that is written so; what nobody writes counts as not judged. */
    public static Outcome of(String words) {
      return Arrays.stream(values())
          .filter(one -> one.words.equals(words))
          .findFirst()
          .orElse(NOT_JUDGED);
    }

    /** As it is written in summaries and read by people. */
    public String words() {
      return words;
    }
  }

  /**
   * A place in which a claim must hold, and the numbers that decided there.
   *
   * @param bySeed the effect, one number for each seed
   * @param diverged seeds that have the worst value, since their network diverged
   * @param exact whether nothing is left to chance; then all bounds are the number itself
   * @param mean over seeds
   * @param lower one-sided bound at 5 %, by which it holds; −∞ below two seeds
   * @param upper likewise; ∞ below two seeds
   * @param farLower one-sided bound at 5 % over the number of places, by which it fails
   * @param farUpper likewise
   * @param from the claim says that the mean is above it; may be −∞
   * @param to the claim says that the mean is below it; may be ∞
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
     * p of the exact sign-flip test of being above {@link #from}, as a check of what the bounds
     * suppose; it decides nothing. NaN where there is nothing to test.
     */
    public double signFlip() {
      return exact || !Double.isFinite(from)
          ? Double.NaN
          : SignFlip.p(bySeed.values().stream().mapToDouble(value -> value - from).toArray());
    }

    /**
     * How far the mean is within what is claimed, in margins of its bound at 5 %: above 1 the claim
     * holds here, below 0 the mean itself is beyond. 0 below two seeds, whose margin has no end;
     * infinite where there is no margin.
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

  /** How it stands, in words: also whether the experiment is the paper's or another. */
  public String words() {
    String other =
        changed.isEmpty() ? "reduced" : reduced.isEmpty() ? "changed" : "changed and reduced";
    return outcome.words()
        + (differences().isEmpty() || outcome == Outcome.NOT_JUDGED
            ? ""
            : " in a " + other + " experiment");
  }

  /** By what the experiment differs from the paper's: what is changed, then what is reduced. */
  public List<String> differences() {
    return Stream.concat(changed.stream(), reduced.stream()).toList();
  }

  /**
   * The place by which it stands as it does: of those that fail, else of those that are not
   * resolved, else of all, the one whose mean is least far within what is claimed. Empty if there
   * is none.
   */
  public Optional<Place> leastCertain() {
    return places.stream()
        .min(
            Comparator.comparing((Place place) -> WORST_FIRST.indexOf(place.outcome()))
                .thenComparing(Place::distance));
  }

  /** The same, of an experiment that differs from the paper's. */
  Verdict in(List<String> reducedBy, List<String> changedBy) {
    return new Verdict(outcome, quantity, places, withoutRoom, numbers, why, reducedBy, changedBy);
  }

  /** The same numbers where nothing may be concluded from them. */
  Verdict forInformation(String because) {
    return new Verdict(
        Outcome.NOT_JUDGED, quantity, places, withoutRoom, numbers, because, reduced, changed);
  }
}
