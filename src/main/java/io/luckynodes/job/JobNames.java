package io.luckynodes.job;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks the names in a job that was read from a file, which may come from an unknown source. They
 * become names of files and of parts of a page, and stand in commands, so they may have plain
 * characters only.
 */
public final class JobNames {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final Pattern FIGURE = Pattern.compile(WORD + "/" + WORD);

  private JobNames() {}

  /**
   * Returns the job if its names are allowed.
   *
   * @param origin the file that it was read from, for the error message
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) with the first name that no job, figure,
   *     study or experiment can have
   */
  public static Job checked(Job job, String origin) {
    List<String> ids = new ArrayList<>(job.needs().values());
    ids.add(job.id());
    List<String> words = new ArrayList<>(List.of(job.study(), job.experiment(), job.model()));
    FigureSpec figure = job.figure();
    if (figure != null) {
      require(FIGURE, figure.id(), "figure", origin);
      figure.experiments().forEach(experiment -> words.add(experiment.id()));
    }
    ids.forEach(id -> require(ID, id, "job", origin));
    words.stream()
        .filter(word -> !word.isEmpty())
        .forEach(word -> require(WORD, word, "study, experiment or model", origin));
    return job;
  }

  /**
   * Returns the id if a job can have it.
   *
   * @param origin the file that it was read from, for the error message
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if no job can have it
   */
  public static String checkedId(String id, String origin) {
    require(ID, id, "job", origin);
    return id;
  }

  private static void require(Pattern pattern, String name, String what, String origin) {
    if (!pattern.matcher(name).matches()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, origin + ": no " + what + " can be called " + name);
    }
  }
}
