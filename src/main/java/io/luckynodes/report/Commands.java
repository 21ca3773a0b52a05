package io.luckynodes.report;

import io.luckynodes.definition.Experiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands that a reader can copy. */
public final class Commands {
  /** Where a run writes unless told otherwise. */
  public static final String RESULTS = "results";

  /** Where results keep the user's own definitions. */
  private static final String DEFINITIONS = "/workflow/definitions/";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,:@%+=-]+");

  private Commands() {}

  /**
   * Rebuilds one figure and what it needs, as this run did. A changed number of seeds is named even
   * where the scale changed it, since whether it or the user did cannot be told from a job; not if
   * experiments have different numbers, which a user cannot ask for.
   *
   * @param results the folder of the results, as their run was told
   */
  public static String rebuild(Job job, String results) {
    FigureSpec figure = job.figure();
    List<String> wanted = new ArrayList<>();
    if (figure != null && figure.definitions() != null) {
      figure.definitions().forEach(name -> wanted.add(results + DEFINITIONS + name));
    }
    wanted.add(figure == null ? job.id() : figure.id());
    return "./nextflow run . --figures "
        + word(String.join(",", wanted))
        + " --scale "
        + job.scale()
        + (figure == null ? "" : seeds(figure))
        + (results.equals(RESULTS) ? "" : " --outdir " + word(results));
  }

  /** A text as one word of a shell. */
  private static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
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
