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
 * What a page says of how figures and claims stand, line by line: tallies, contents, statements,
 * claims with their numbers. It follows from the summary alone, so that it can be made again and
 * compared.
 */
public final class PageVerdicts {
  private static final String BEGIN = "<!-- Verdicts. -->";
  private static final String END = "<!-- End of verdicts. -->";

  /** The mark of a verdict, wherever it stands. */
  private static final String VERDICT = "class=\"verdict";

  private PageVerdicts() {}

  /** What a page says that tells of a summary. */
  public static List<String> of(Summary summary) {
    try {
      return in(new StringReader(Page.text(PageModel.ofVerdicts(summary))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a page says.
   *
   * @param page its bytes
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if a verdict stands outside of the parts
   *     that are for them
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
