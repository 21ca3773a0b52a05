package io.luckynodes.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reading in which a numbered statement of a paper is tested. */
public enum Reading {
  /** The statement as printed, or as it means without doubt. */
  PRINTED("holds", "fails as printed"),
  /** The statement with additions that its proof needs or that make it true. */
  CORRECTED("holds as corrected", "fails as corrected"),
  /** The statement is assumed in the paper, not proven. */
  ASSUMPTION("assumption that holds", "assumption that fails");

  private final String holds;
  private final String fails;

  Reading(String holds, String fails) {
    this.holds = holds;
    this.fails = fails;
  }

  /** The name in definitions and summaries. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Words for a statement whose claim holds. */
  public String holds() {
    return holds;
  }

  /** Words for a statement whose claim fails. */
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
