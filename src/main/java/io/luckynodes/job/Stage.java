package io.luckynodes.job;

import java.util.Locale;

/**
 * The stages of the workflow, in the order that data takes. Each is one process, one command and
 * one package.
 */
public enum Stage {
  PLAN,
  DATASET,
  TEACHER,
  PRUNE,
  STUDENT,
  METRICS,
  FIGURE,
  REPORT;

  /** Lower-case name, as on the command line and in records. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
