package io.luckynodes.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Formats a table for a terminal. Cells that are too wide are wrapped. */
public final class TextTable {
  /** Most characters of a line. */
  static final int WIDEST = 120;

  private static final String MARGIN = "  ";

  /** Least width of a column, however wide the others are. */
  private static final int NARROWEST = 8;

  /**
   * Points at which a text may be wrapped: after a space or slash, and after a hyphen between
   * letters.
   */
  private static final Pattern BREAKS = Pattern.compile("(?<=[ /])|(?<=\\p{L}-)(?=\\p{L})");

  private TextTable() {}

  /**
   * Rows that belong together.
   *
   * @param heading heading of the rows; empty for none
   * @param rows rows with a cell for each column; a line break within a cell is kept
   * @param notes notes below the rows
   */
  public record Block(String heading, List<List<String>> rows, List<String> notes) {}

  /** The lines of a table without blocks; none if the table has no rows. */
  public static List<String> of(List<String> columns, List<List<String>> rows) {
    return rows.isEmpty() ? List.of() : ofBlocks(columns, List.of(new Block("", rows, List.of())));
  }

  /** The lines of a table of several blocks. */
  public static List<String> ofBlocks(List<String> columns, List<Block> blocks) {
    int[] widths = widths(columns, blocks);
    List<String> lines = new ArrayList<>(row(columns, widths));
    for (Block block : blocks) {
      lines.addAll(block.heading.isEmpty() ? List.of() : wrapped(block.heading, WIDEST));
      block.rows.forEach(cells -> lines.addAll(row(cells, widths)));
      for (String note : block.notes) {
        wrapped(note, WIDEST - MARGIN.length()).forEach(line -> lines.add(MARGIN + line));
      }
    }
    return lines;
  }

  private static int[] widths(List<String> columns, List<Block> blocks) {
    int[] widths = new int[columns.size()];
    widen(widths, columns);
    blocks.forEach(block -> block.rows.forEach(cells -> widen(widths, cells)));
    int room = WIDEST - MARGIN.length() * widths.length;
    while (Arrays.stream(widths).sum() > room) {
      int widest =
          IntStream.range(0, widths.length)
              .reduce((a, b) -> widths[b] > widths[a] ? b : a)
              .orElse(0);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      for (String line : cells.get(i).split("\n", -1)) {
        widths[i] = Math.max(widths[i], width(line));
      }
    }
  }

  private static List<String> row(List<String> cells, int[] widths) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      columns.add(wrapped(cells.get(i), widths[i]));
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line < columns.get(i).size() ? columns.get(i).get(line) : "";
        text.append(MARGIN).append(cell).append(" ".repeat(Math.max(0, widths[i] - width(cell))));
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  /** Wraps a text into lines of a width. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      StringBuilder begun = new StringBuilder();
      int taken = 0;
      for (String piece : BREAKS.splitAsStream(line).toList()) {
        int own = width(piece.stripTrailing());
        if (taken > 0 && taken + own > width) {
          lines.add(begun.toString().stripTrailing());
          begun.setLength(0);
          taken = 0;
        }
        int from = 0;
        for (; own > width; own -= width) {
          int to = piece.offsetByCodePoints(from, width);
          lines.add(piece.substring(from, to));
          from = to;
        }
        begun.append(piece, from, piece.length());
        taken += width(piece.substring(from));
      }
      lines.add(begun.toString().stripTrailing());
    }
    return lines;
  }

  /** Number of characters of a text without combining marks, such as the bar of ρ̄. */
  private static int width(String text) {
    return (int)
        text.codePoints()
            .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
            .count();
  }
}
