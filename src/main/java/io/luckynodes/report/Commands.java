package io.luckynodes.report;

import io.luckynodes.definition.Experiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import java.util.List;
import java.util.Optional;

/** Commands that a reader can copy. */
public final class Commands {
  private Commands() {}

  /**
   * Rebuilds one figure and what it needs, as this run did. A changed number of seeds is named even
   * where the scale changed it, since whether it or the user did cannot be told from a job; not if
   * experiments have different numbers, which a user cannot ask for.
   */
  public static String rebuild(Job job) {
    FigureSpec figure = job.figure();
    return "./nextflow run . --figures "
        + (figure == null ? job.id() : figure.id())
        + " --scale "
        + job.scale()
        + (figure == null ? "" : seeds(figure));
  }

  private static String seeds(FigureSpec figure) {
    List<Setting> seeds =
        figure.experiments().stream()
            .flatMap(one -> Optional.ofNullable(one.settings().get(Experiment.SEEDS)).stream())
            .toList();
    List<String> values = seeds.stream().map(one -> one.value().asText()).distinct().toList();
    return seeds.stream().anyMatch(Setting::reduced) && values.size() == 1
        ? " --seeds " + values.get(0)
        : "";
  }
}
