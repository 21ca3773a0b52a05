package io.luckynodes.theory.region;

import java.util.Locale;

/** Patterns of a student node's line, in the order in which they are tested [A: words, S:150]. */
public enum Pattern {
  /** The node is active on no point. */
  OFF,
  /** Too few points lie on one side of the node's line for the line to be seen. */
  UNSEEN,
  /** The node lies on a teacher node's line. */
  TEACHER,
  /** The node lies on no teacher node's line, but shares a line with another student node. */
  GROUP,
  /** The node has a line of its own. */
  ALONE;

  /** The word in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
