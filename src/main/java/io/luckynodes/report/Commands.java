package io.luckynodes.report;

import io.luckynodes.definition.Experiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;

/** Commands that a reader can copy. */
final class Commands {
  private Commands() {}

  /**
   * Rebuilds one figure and what it needs, as this run did. A changed number of seeds is named even
   * where the scale changed it: whether it or the user did cannot be told from a job.
   */
  static String rebuild(Job job) {
    FigureSpec figure = job.figure();
    Setting seeds = job.settings().get(Experiment.SEEDS);
    return "./nextflow run . --figures "
        + (figure == null ? job.id() : figure.id())
        + " --scale "
        + job.scale()
        + (seeds != null && seeds.reduced() ? " --seeds " + seeds.value().asText() : "");
  }
}
