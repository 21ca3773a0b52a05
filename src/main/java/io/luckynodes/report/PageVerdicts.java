package io.luckynodes.report;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Extracts the statuses and verdicts of a page, line by line: counts, contents, statements, and
 * claims with their numbers. They follow from the summary alone, so that they can be computed again
 * and compared.
 */
public final class PageVerdicts {
  private static final String BEGIN = "<!-- Verdicts. -->";
  private static final String END = "<!-- End of verdicts. -->";

  /** The HTML class that marks a verdict anywhere on a page. */
  private static final String VERDICT = "class=\"verdict";

  private PageVerdicts() {}

  /** The statuses and verdicts of a page that shows a summary. */
  public static List<String> of(Summary summary) {
    try {
      return in(new StringReader(Page.text(PageModel.ofVerdicts(summary))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The statuses and verdicts of a page.
   *
   * @param page bytes of the page
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if a verdict stands outside the parts for
   *     verdicts
   */
  public static List<String> in(InputStream page) throws IOException {
    return in(new InputStreamReader(page, StandardCharsets.UTF_8));
  }

  private static List<String> in(Reader page) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean within = false;
    try (BufferedReader reader = new BufferedReader(page)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.equals(BEGIN) || line.equals(END)) {
          within = line.equals(BEGIN);
          lines.add(line);
        } else if (within) {
          lines.add(line);
        } else if (line.contains(VERDICT)) {
          throw new LuckyException(
              ExitCode.BAD_INPUT, "a verdict outside of the parts that are for verdicts");
        }
      }
    }
    return lines;
  }
}
