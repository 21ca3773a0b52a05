package io.luckynodes.drawing;

import io.luckynodes.json.Json;
import io.luckynodes.table.TableType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tables and their columns are called and mean, as {@code tables.json} beside this class has
 * them. They stand beside the tables' records, not in them: other words leave every measurement as
 * it was.
 *
 * @param row what a table has a row for
 * @param columns those that the table's record declares, in its order
 * @param note on the table as a whole; null if there is none
 */
public record TableWords(String row, Map<String, Column> columns, @Nullable String note) {
  private static final String FILE = "tables.json";
  private static final Map<String, TableWords> TABLES =
      Json.resource(TableWords.class, FILE, File.class).tables;

  /**
   * A column.
   *
   * @param title of an axis that it is drawn along, with its unit in parentheses
   * @param meaning what it is, where its name does not say all; else null
   */
  public record Column(String title, @Nullable String meaning) {}

  /** The file. */
  private record File(Map<String, TableWords> tables) {}

  /** All tables by name, in the order in which people read them. */
  public static Map<String, TableWords> all() {
    return TABLES;
  }

  /** The title of an axis along which a column is drawn; empty if the table declares none such. */
  public static Optional<String> title(TableType type, String column) {
    return Optional.ofNullable(TABLES.get(type.name()))
        .map(table -> table.columns.get(column))
        .map(Column::title);
  }
}
