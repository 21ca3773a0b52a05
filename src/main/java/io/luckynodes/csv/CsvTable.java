package io.luckynodes.csv;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file that was read. The file need not be trusted.
 *
 * @param columns names of the columns, all different
 * @param rows rows, each with one field for each column
 */
public record CsvTable(List<String> columns, List<List<String>> rows) {
  /**
   * Reads a file.
   *
   * @param most largest allowed size in bytes
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), is larger, or is not
   *     a table ({@link ExitCode#BAD_INPUT})
   */
  public static CsvTable read(Path file, int most) {
    String text = WholeFile.text(file, most);
    List<List<String>> lines = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(CSVFormat.RFC4180).get()) {
      for (CSVRecord line : parser) {
        lines.add(line.toList());
        if (line.size() != lines.get(0).size()) {
          throw wrong(
              file,
              String.format(
                  Locale.ROOT,
                  "line %d: expected %d fields, found %d",
                  lines.size(),
                  lines.get(0).size(),
                  line.size()));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw wrong(file, "expected CSV, found something else: " + e.getMessage());
    }
    if (lines.isEmpty()) {
      throw wrong(file, "expected the names of columns, found nothing");
    }
    List<String> columns = lines.remove(0);
    if (new HashSet<>(columns).size() < columns.size()) {
      throw wrong(file, "expected columns of different names, found " + columns);
    }
    return new CsvTable(columns, lines);
  }

  private static LuckyException wrong(Path file, String what) {
    return new LuckyException(ExitCode.BAD_INPUT, file + ": " + what);
  }

  /** The fields of a column, which must exist. */
  public String[] column(String name) {
    int place = columns.indexOf(name);
    return rows.stream().map(row -> row.get(place)).toArray(String[]::new);
  }
}
