package io.luckynodes.report;

import io.luckynodes.definition.Experiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Builds commands that a reader can copy. */
public final class Commands {
  /** Default folder of the results of a run. */
  public static final String RESULTS = "results";

  /** Folder in which results keep the user's own definitions. */
  private static final String DEFINITIONS = "/workflow/definitions/";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,:@%+=-]+");

  private Commands() {}

  /**
   * The command that rebuilds one figure and all that it needs, as this run did. A changed number
   * of seeds is named even where the scale changed it, since a job does not tell whether the scale
   * or the user did. It is not named if experiments have different numbers, which a user cannot ask
   * for.
   *
   * @param results folder of the results, as the run was told
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

  /** Quotes a text as one word of a shell. */
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
