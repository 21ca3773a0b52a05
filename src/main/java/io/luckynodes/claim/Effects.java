package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The effects to which a predicate reduces its tables. A claim must hold in one or several places,
 * such as a layer, a variant or a panel. For every place there is one number for each seed, and the
 * range in which the claim says that their mean lies. {@link Judge} decides by these effects alone.
 */
final class Effects {
  /**
   * A place in which the claim must hold.
   *
   * @param name name of the place, in words
   * @param claimed range in which the claim says that the mean lies
   */
  record Effect(String name, Trials trials, Range claimed) {}

  private final String subject;
  private final List<Effect> places = new ArrayList<>();
  private final List<String> withoutRoom = new ArrayList<>();
  private final List<String> unmeasured = new ArrayList<>();
  private final SortedMap<String, Double> numbers = new TreeMap<>();

  /**
   * @param subject the meaning of every seed's number, with its article, as in "the gain in ρ̄ over
   *     training"; it ends in a comma if a comma follows it within a sentence
   */
  Effects(String subject) {
    this.subject = subject;
  }

  /**
   * Adds a place in which the claim must hold; a place without any number counts as not measured.
   */
  void place(String name, Trials trials, Range claimed) {
    if (trials.isEmpty()) {
      unmeasured.add(name);
    } else {
      places.add(new Effect(name, trials, claimed));
    }
  }

  /**
   * Adds a place in which the claim must hold, unless there is no room for an effect.
   *
   * @param full whether the compared number is at its bound in every seed, so that no effect can
   *     show
   */
  void placeUnless(boolean full, String name, Trials trials, Range claimed) {
    if (full) {
      noRoom(name);
    } else {
      place(name, trials, claimed);
    }
  }

  /**
   * Adds a place in which no effect could show, for example because the compared number is at its
   * bound.
   */
  void noRoom(String name) {
    withoutRoom.add(name);
  }

  /** Adds a place in which nothing was measured. */
  void unmeasured(String name) {
    unmeasured.add(name);
  }

  /** Adds a number that decides nothing but informs the reader. */
  void number(String name, double value) {
    numbers.put(name, value);
  }

  /** The meaning of every seed's number, as the beginning of a sentence. */
  String subject() {
    return subject;
  }

  /** The meaning of every seed's number, without a final comma. */
  String quantity() {
    return subject.endsWith(",") ? subject.substring(0, subject.length() - 1) : subject;
  }

  List<Effect> places() {
    return places;
  }

  List<String> withoutRoom() {
    return withoutRoom;
  }

  List<String> unmeasured() {
    return unmeasured;
  }

  SortedMap<String, Double> numbers() {
    return numbers;
  }
}
