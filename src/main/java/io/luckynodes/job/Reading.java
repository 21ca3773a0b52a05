package io.luckynodes.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which reading a numbered statement of a paper is held against an experiment. */
public enum Reading {
  /** As it is printed, or means without doubt. */
  PRINTED("holds", "fails as printed"),
  /** With what its proof needs, or what makes it true. */
  CORRECTED("holds as corrected", "fails as corrected"),
  /** It is assumed, not proven. */
  ASSUMPTION("assumption that holds", "assumption that fails");

  private final String holds;
  private final String fails;

  Reading(String holds, String fails) {
    this.holds = holds;
    this.fails = fails;
  }

  /** As definitions and summaries name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a statement stands whose claim holds. */
  public String holds() {
    return holds;
  }

  /** How a statement stands whose claim fails. */
  public String fails() {
    return fails;
  }

  /** All ids, in the order of this list. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Reading::id).toList();
  }

  /** The reading of an id; empty if there is none. */
  public static Optional<Reading> of(String id) {
    return Arrays.stream(values()).filter(reading -> reading.id().equals(id)).findFirst();
  }
}
