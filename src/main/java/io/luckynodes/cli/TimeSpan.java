package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times on the command line, as Nextflow has them: {@code 4h}, {@code 4.h}, {@code 90 min}, {@code
 * 1d 12h}. The schema's patterns of {@code --longest_task} and {@code --shortest_task} are the
 * same.
 */
final class TimeSpan {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\.? ?(s|m|min|h|d)(?![a-z]) ?");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "min", 60, "h", 3600, "d", 86_400);

  private TimeSpan() {}

  /**
   * The same, or {@code 0s}.
   *
   * @throws LuckyException ({@link ExitCode#USAGE}) if an option's text is neither
   */
  static Duration orNone(String option, String text) {
    return text.equals("0s") ? Duration.ZERO : of(option, text);
  }

  /**
   * @throws LuckyException ({@link ExitCode#USAGE}) if an option's text is no such time, or is none
   *     above 0
   */
  static Duration of(String option, String text) {
    Matcher part = PART.matcher(text);
    double seconds = 0;
    int end = 0;
    while (part.lookingAt()) {
      seconds += Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0);
      end = part.end();
      part.region(end, text.length());
    }
    if (end < text.length() || seconds == 0) {
      throw new LuckyException(
          ExitCode.USAGE,
          option + ": expected a time above 0 such as 4h, 90min or '1d 12h', found '" + text + "'");
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
