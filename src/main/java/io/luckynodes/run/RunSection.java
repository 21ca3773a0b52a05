package io.luckynodes.run;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.Plan;
import io.luckynodes.report.Page;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the part of the page that describes the run. One of the run's tasks makes the page itself,
 * so this part is added when all tasks have ended. The page is never held in memory as a whole,
 * since it contains every drawing.
 */
public final class RunSection {
  private static final String BEGIN = "<!-- The run. -->";
  private static final String END = "<!-- End of the run. -->";

  private RunSection() {}

  /**
   * Writes the description of a run into a page, in place of an earlier one.
   *
   * @param plan plan of the run with its estimates; null if unknown
   * @param earlier earlier runs, the latest first
   * @param earlierFigures ids of the figures on the page that they drew
   * @throws LuckyException if the page cannot be read or has no place for the description ({@link
   *     ExitCode#BAD_INPUT}), or cannot be written ({@link ExitCode#CANNOT_WRITE})
   */
  public static void write(
      Path page,
      RunRecord run,
      Trace trace,
      @Nullable Plan plan,
      List<KeptRun> earlier,
      List<String> earlierFigures) {
    String told =
        "\n"
            + Page.fill(
                RunSection.class,
                "run.ftlh",
                "run",
                RunModel.of(run, trace, plan, earlier, earlierFigures));
    try (InputStream in = new BufferedInputStream(WholeFile.open(page));
        AtomicFile file = new AtomicFile(page)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
      boolean begun = pass(in, BEGIN, out);
      out.write(bytes(told));
      if (!begun || !pass(in, END, OutputStream.nullOutputStream())) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            page
                + ": expected the marks "
                + BEGIN
                + " and "
                + END
                + ", found none; let REPORT write the page again");
      }
      out.write(bytes(END));
      in.transferTo(out);
      out.flush();
      file.commit();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(page, e);
    }
  }

  /** Copies the input up to the end of a mark, and returns whether the mark was found. */
  private static boolean pass(InputStream in, String mark, OutputStream out) throws IOException {
    byte[] sought = bytes(mark);
    int matched = 0;
    while (matched < sought.length) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      out.write(next);
      // A mark's first character occurs in it only once, so a new match can begin only here.
      matched = next == sought[matched] ? matched + 1 : next == sought[0] ? 1 : 0;
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
