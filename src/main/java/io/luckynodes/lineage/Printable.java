package io.luckynodes.lineage;

import java.util.regex.Pattern;

/** Text from strangers' files, made fit for a terminal. */
public final class Printable {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private Printable() {}

  /** The text with every control character, and what turns the direction of writing, replaced. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }
}
