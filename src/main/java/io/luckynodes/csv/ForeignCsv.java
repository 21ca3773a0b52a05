package io.luckynodes.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table from another program, in any of the ways in which spreadsheets and other languages write
 * CSV. Columns are found by name, in any order and case; other columns are ignored. Cells may be
 * quoted and padded with blanks. The separator (comma, semicolon or tab) is inferred from the first
 * line. Empty lines and a byte order mark are ignored.
 */
public final class ForeignCsv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** Largest number of column names that an error message lists. */
  private static final int NAMES_TOLD = 12;

  private final String text;
  private final char separator;
  private final List<String> names;

  private ForeignCsv(String text, char separator, List<String> names) {
    this.text = text;
    this.separator = separator;
    this.names = names;
  }

  /** Receives the rows, one after another. */
  @FunctionalInterface
  public interface RowReader {
    /**
     * Receives a row.
     *
     * @param cells cells without surrounding blanks, in the order of the requested columns
     * @param line number of the line in which the row ends, counted from 1
     * @throws IOException if a cell does not hold an expected value
     */
    void read(List<String> cells, long line) throws IOException;
  }

  /**
   * Whether the first line of a text, which may be truncated, names at least one of the given
   * columns.
   */
  public static boolean namesAny(String start, List<String> columns) {
    return reading(start, columns).names.stream().anyMatch(columns::contains);
  }

  /**
   * Reads the first line.
   *
   * @param columns required columns, in lower case
   * @throws IOException if a column is missing or occurs twice
   */
  public static ForeignCsv of(String text, List<String> columns) throws IOException {
    ForeignCsv table = reading(text, columns);
    for (String column : columns) {
      long count = table.names.stream().filter(column::equals).count();
      if (count != 1) {
        throw new IOException(
            "line 1: expected the columns "
                + String.join(", ", columns)
                + ", found "
                + (count > 1 ? column + " twice" : "no " + column + ": " + told(table.names)));
      }
    }
    return table;
  }

  private static String told(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMES_TOLD, names.size())))
        + (names.size() > NAMES_TOLD ? " and others" : "");
  }

  /** Parses the first line with the separator that yields most of the given columns. */
  private static ForeignCsv reading(String marked, List<String> columns) {
    String text =
        !marked.isEmpty() && marked.charAt(0) == BYTE_ORDER_MARK ? marked.substring(1) : marked;
    ForeignCsv best = new ForeignCsv(text, ',', List.of());
    long most = -1;
    for (char separator : SEPARATORS) {
      List<String> names = names(text, separator);
      long known = columns.stream().filter(names::contains).count();
      if (known > most) {
        most = known;
        best = new ForeignCsv(text, separator, names);
      }
    }
    return best;
  }

  private static List<String> names(String text, char separator) {
    try (CSVParser parser = parser(text, separator)) {
      Iterator<CSVRecord> records = parser.iterator();
      return records.hasNext()
          ? cells(records.next()).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()
          : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // The text is not a table with this separator.
    }
  }

  /**
   * Reads all rows.
   *
   * @param columns names of the requested columns
   * @throws IOException if a row has more or fewer cells than there are names, a quote is not
   *     closed, or the reader refuses a cell
   */
  public void read(List<String> columns, RowReader reader) throws IOException {
    int[] places = columns.stream().mapToInt(names::indexOf).toArray();
    try (CSVParser parser = parser(text, separator)) {
      Iterator<CSVRecord> records = parser.iterator();
      for (boolean first = true; hasNext(records, parser); first = false) {
        List<String> cells = cells(records.next());
        if (first || cells.stream().allMatch(String::isEmpty)) {
          continue;
        }
        long line = parser.getCurrentLineNumber();
        if (cells.size() != names.size()) {
          throw new IOException(
              "line " + line + ": expected " + names.size() + " fields, found " + cells.size());
        }
        reader.read(Arrays.stream(places).mapToObj(cells::get).toList(), line);
      }
    }
  }

  private static boolean hasNext(Iterator<CSVRecord> records, CSVParser parser) throws IOException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw new IOException(
          "line "
              + parser.getCurrentLineNumber()
              + ": expected cells of CSV: "
              + Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(""),
          e);
    }
  }

  private static List<String> cells(CSVRecord row) {
    return row.stream().map(String::strip).toList();
  }

  private static CSVParser parser(String text, char separator) throws IOException {
    return CSVParser.parse(
        text,
        CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreSurroundingSpaces(true).get());
  }
}
