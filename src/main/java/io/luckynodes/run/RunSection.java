package io.luckynodes.run;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Plan;
import io.luckynodes.report.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the page that tells of the run. The page itself is made by one of the run's tasks, so
 * this part is put into it when all have ended.
 */
public final class RunSection {
  private static final String BEGIN = "<!-- The run. -->";
  private static final String END = "<!-- End of the run. -->";

  private RunSection() {}

  /**
   * Puts what is known of a run into a page, in place of what it said of it before.
   *
   * @param plan of the run, with what it estimated; null if that is not known
   * @param earlier runs, the latest first
   * @param earlierFigures ids of the figures on the page that they drew
   * @throws LuckyException if the page cannot be read or has no place for it ({@link
   *     ExitCode#BAD_INPUT}), or cannot be written ({@link ExitCode#CANNOT_WRITE})
   */
  public static void write(
      Path page,
      RunRecord run,
      Trace trace,
      @Nullable Plan plan,
      List<KeptRun> earlier,
      List<String> earlierFigures) {
    String html = read(page);
    int begin = html.indexOf(BEGIN);
    int end = html.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          page
              + ": expected the marks "
              + BEGIN
              + " and "
              + END
              + ", found none; let REPORT write the page again");
    }
    byte[] told =
        (html.substring(0, begin + BEGIN.length())
                + "\n"
                + Page.fill(
                    RunSection.class,
                    "run.ftlh",
                    "run",
                    RunModel.of(run, trace, plan, earlier, earlierFigures))
                + html.substring(end))
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(page, told);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, page + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
