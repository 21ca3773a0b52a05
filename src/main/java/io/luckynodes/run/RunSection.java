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
 * The part of the page that tells of the run. The page itself is made by one of the run's tasks, so
 * this part is put into it when all have ended. The page is never held whole: it has every drawing
 * in it.
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

  /** Copies what there is up to the end of a mark; whether the mark came. */
  private static boolean pass(InputStream in, String mark, OutputStream out) throws IOException {
    byte[] sought = bytes(mark);
    int matched = 0;
    while (matched < sought.length) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      out.write(next);
      // A mark's first character comes only once in it, so a match can begin anew only here.
      matched = next == sought[matched] ? matched + 1 : next == sought[0] ? 1 : 0;
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
