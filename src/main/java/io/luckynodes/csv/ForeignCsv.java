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
 * A table of someone else's, as spreadsheets and other languages write CSV: its columns are found
 * by their names, whatever their order and case and whatever columns stand beside them; cells may
 * be quoted and have blanks around them; they are separated by commas, semicolons or tabs, which
 * the first line tells; empty lines do not count, nor does a byte order mark.
 */
public final class ForeignCsv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** More names of an unknown table say nothing. */
  private static final int NAMES_TOLD = 12;

  private final String text;
  private final char separator;
  private final List<String> names;

  private ForeignCsv(String text, char separator, List<String> names) {
    this.text = text;
    this.separator = separator;
    this.names = names;
  }

  /** Takes the rows one after the other. */
  @FunctionalInterface
  public interface RowReader {
    /**
     * Takes a row.
     *
     * @param cells without blanks around them, in the order of the columns asked for
     * @param line number of the line that it ends in, from 1
     * @throws IOException if a cell is not what is expected
     */
    void read(List<String> cells, long line) throws IOException;
  }

  /** Whether the first line of a text, or what there is of it, names one of some columns. */
  public static boolean namesAny(String start, List<String> columns) {
    return reading(start, columns).names.stream().anyMatch(columns::contains);
  }

  /**
   * Reads the first line.
   *
   * @param columns that must be there, in lower case
   * @throws IOException if one is missing or stands twice
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

  /** With the separator by which the first line names most of the columns. */
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
      return List.of(); // With this separator it is no table.
    }
  }

  /**
   * Reads all rows.
   *
   * @param columns whose cells are wanted
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
