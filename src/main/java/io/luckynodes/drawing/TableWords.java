package io.luckynodes.drawing;

import io.luckynodes.json.Json;
import io.luckynodes.table.TableType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words for a table and its columns, from {@code tables.json} beside this class. These words are
 * kept apart from the tables' records, so that a change of words leaves every measurement valid.
 *
 * @param row what each row of the table describes
 * @param columns words for the columns that the table's record declares, in its order
 * @param note on the table as a whole; null if there is none
 */
public record TableWords(String row, Map<String, Column> columns, @Nullable String note) {
  private static final String FILE = "tables.json";
  private static final Map<String, TableWords> TABLES =
      Json.resource(TableWords.class, FILE, File.class).tables;

  /**
   * Words for a column.
   *
   * @param title of an axis along which the column is drawn, with its unit in parentheses
   * @param meaning explanation of the column; null if its name says enough
   */
  public record Column(String title, @Nullable String meaning) {}

  /** Contents of {@code tables.json}. */
  private record File(Map<String, TableWords> tables) {}

  /** Words for all tables by name, in the order of the file. */
  public static Map<String, TableWords> all() {
    return TABLES;
  }

  /**
   * The title of an axis along which a column is drawn; empty if the table declares no such column.
   */
  public static Optional<String> title(TableType type, String column) {
    return Optional.ofNullable(TABLES.get(type.name()))
        .map(table -> table.columns.get(column))
        .map(Column::title);
  }
}
