package io.luckynodes.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Escapes texts, which may be untrusted, as parts of a Markdown file, so that none becomes markup.
 */
public final class Markdown {
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&!$^]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Words that mark a block at the beginning of a line. */
  private static final Pattern BEGINNING =
      Pattern.compile("[-+*=]+|#{1,6}|[>|].*|\\d{1,9}[.)]|```.*");

  private Markdown() {}

  /** Escapes a text within a line. */
  public static String text(String text) {
    String line = Printable.of(SPACE.matcher(text).replaceAll(" "));
    return MARKS.matcher(line).replaceAll("\\\\$0");
  }

  /**
   * Breaks a line at blanks into lines of at most a width, if its words allow it. No line begins
   * with a mark that would make it an item of a list, a heading or a quotation.
   *
   * @param indent of the lines after the first
   */
  public static List<String> wrapped(String line, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String word : words(line)) {
      int length = current.codePointCount(0, current.length());
      boolean full = length + 1 + word.codePointCount(0, word.length()) > width;
      if (!current.isEmpty() && full) {
        lines.add(current.toString());
        current = new StringBuilder(indent);
      } else if (!current.isEmpty()) {
        current.append(' ');
      }
      current.append(word);
    }
    lines.add(current.toString());
    return lines;
  }

  /** Words with the marks behind them that must not begin a line; blanks at the start stay. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = line.length() - line.stripLeading().length();
    for (String word : line.strip().split(" ", -1)) {
      if (!words.isEmpty() && BEGINNING.matcher(word).matches()) {
        words.set(words.size() - 1, words.get(words.size() - 1) + " " + word);
      } else {
        words.add(words.isEmpty() ? line.substring(0, start) + word : word);
      }
    }
    return words;
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
