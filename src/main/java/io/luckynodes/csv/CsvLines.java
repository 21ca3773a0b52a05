package io.luckynodes.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that is built line by line: RFC 4180, but with plain newlines. Reals are written so
 * that they read back exactly. Null and NaN become empty fields.
 */
public final class CsvLines {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final StringBuilder lines = new StringBuilder();

  public CsvLines(Object... columns) {
    add(columns);
  }

  private CsvLines() {}

  /** Makes lines that continue others, without a line of column names. */
  public static CsvLines withoutNames() {
    return new CsvLines();
  }

  public void add(@Nullable Object... fields) {
    @Nullable Object[] known = fields.clone();
    for (int i = 0; i < known.length; i++) {
      if (known[i] instanceof Double number && number.isNaN()) {
        known[i] = null;
      }
    }
    try {
      FORMAT.printRecord(lines, known);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
  }

  /** The file so far, in UTF-8. */
  public byte[] encoded() {
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
