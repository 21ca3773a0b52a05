package io.luckynodes.lineage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Escapes texts, which may be untrusted, as parts of a Markdown file, so that none becomes markup.
 */
public final class Markdown {
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&!$^]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Markdown() {}

  /** Escapes a text within a line. */
  public static String text(String text) {
    String line = Printable.of(SPACE.matcher(text).replaceAll(" "));
    return MARKS.matcher(line).replaceAll("\\\\$0");
  }

  /** A line of code, which is shown as it is. */
  public static String code(String text) {
    return "    " + Printable.of(SPACE.matcher(text).replaceAll(" "));
  }

  /** A row of a table. */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** The row of dashes below a table's head. */
  public static String rule(int columns) {
    return "|" + " --- |".repeat(columns);
  }
}
