package io.luckynodes.theory.region;

import java.util.Locale;

/** What becomes of a student node, in the order in which it is decided [A: words, S:150]. */
public enum Pattern {
  /** Active on no point. */
  OFF,
  /** With too few points on one side of its line for the line to be seen. */
  UNSEEN,
  /** On a teacher node's line. */
  TEACHER,
  /** On no teacher node's line, but on one with another student node. */
  GROUP,
  /** On a line of its own. */
  ALONE;

  /** As tables have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
