package io.luckynodes.lineage;

import java.util.List;
import java.util.regex.Pattern;

/** Texts, perhaps a stranger's, as parts of a Markdown file: none becomes markup. */
public final class Markdown {
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&!$^]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Markdown() {}

  /** A text within a line. */
  public static String text(String text) {
    String line = Printable.of(SPACE.matcher(text).replaceAll(" "));
    return MARKS.matcher(line).replaceAll("\\\\$0");
  }

  /** A line that is shown as it stands. */
  public static String code(String text) {
    return "    " + Printable.of(SPACE.matcher(text).replaceAll(" "));
  }

  /** A row of a table. */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** The row below a table's head. */
  public static String rule(int columns) {
    return "|" + " --- |".repeat(columns);
  }
}
