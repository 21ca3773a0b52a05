package io.luckynodes.report;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;

/** Commands that a reader can copy. */
final class Commands {
  private Commands() {}

  /** Rebuilds one figure and what it needs. */
  static String rebuild(Job job) {
    FigureSpec figure = job.figure();
    return "./nextflow run . --figures "
        + (figure == null ? job.id() : figure.id())
        + " --scale "
        + job.scale();
  }
}
