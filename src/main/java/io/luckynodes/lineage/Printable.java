package io.luckynodes.lineage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from untrusted files fit for a terminal. */
public final class Printable {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private static final Pattern WITHIN_LINES = Pattern.compile("(?!\n)" + CONTROL);

  private Printable() {}

  /**
   * Replaces every control character, and every character that changes the direction of writing.
   */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }

  /** Replaces the same characters in a text of several lines, but keeps its line ends. */
  public static String lines(String text) {
    return WITHIN_LINES.matcher(text).replaceAll("\uFFFD");
  }

  /** Escapes the same characters in JSON. */
  public static String json(String json) {
    return WITHIN_LINES
        .matcher(json)
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
