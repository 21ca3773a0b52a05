package io.luckynodes.lineage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text from strangers' files, made fit for a terminal. */
public final class Printable {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private static final Pattern WITHIN_LINES = Pattern.compile("(?!\n)" + CONTROL);

  private Printable() {}

  /** The text with every control character, and what turns the direction of writing, replaced. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }

  /** The same of a text of several lines, whose ends are left. */
  public static String lines(String text) {
    return WITHIN_LINES.matcher(text).replaceAll("\uFFFD");
  }

  /** JSON that says the same, with those characters escaped. */
  public static String json(String json) {
    return WITHIN_LINES
        .matcher(json)
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
