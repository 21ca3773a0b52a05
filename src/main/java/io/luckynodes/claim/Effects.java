package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a predicate reduces its tables to: in every place in which the claim must hold (a layer, a
 * variant, a panel), one number for each seed, and where the claim says that their mean lies.
 * {@link Judge} decides by nothing else.
 */
final class Effects {
  /**
   * A place in which the claim must hold.
   *
   * @param name of it, in words
   * @param claimed where the claim says that the mean lies
   */
  record Effect(String name, Trials trials, Range claimed) {}

  private final String subject;
  private final List<Effect> places = new ArrayList<>();
  private final List<String> withoutRoom = new ArrayList<>();
  private final List<String> unmeasured = new ArrayList<>();
  private final SortedMap<String, Double> numbers = new TreeMap<>();

  /**
   * @param subject what every seed's number is, with its article, as in "the gain in ρ̄ over
   *     training"; ends in a comma if a sentence about it goes on after one
   */
  Effects(String subject) {
    this.subject = subject;
  }

  /** A place in which the claim must hold; one without any number counts as not measured. */
  void place(String name, Trials trials, Range claimed) {
    if (trials.isEmpty()) {
      unmeasured.add(name);
    } else {
      places.add(new Effect(name, trials, claimed));
    }
  }

  /**
   * A place in which the claim must hold, unless there is no room for an effect.
   *
   * @param full whether what is compared is at its bound in every seed, so that no effect can show
   */
  void placeUnless(boolean full, String name, Trials trials, Range claimed) {
    if (full) {
      noRoom(name);
    } else {
      place(name, trials, claimed);
    }
  }

  /** A place in which no effect could show, for example since what is compared is at its bound. */
  void noRoom(String name) {
    withoutRoom.add(name);
  }

  /** A place of which nothing was measured. */
  void unmeasured(String name) {
    unmeasured.add(name);
  }

  /** A number that decides nothing, but that a reader wants to know. */
  void number(String name, double value) {
    numbers.put(name, value);
  }

  /** What every seed's number is, as a sentence begins about it. */
  String subject() {
    return subject;
  }

  /** What every seed's number is, by itself. */
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
