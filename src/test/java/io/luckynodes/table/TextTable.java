package io.luckynodes.table;

import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small table as text, for tests.
 *
 * @param columns names, with a space between them; columns of the record that no test reads may be
 *     missing, and others are axes
 * @param rows values in the order of the columns, with a space between them; a flag is 1 or true,
 *     and a text has _ for its spaces
 */
public record TextTable(String columns, List<String> rows) {
  public static TextTable of(String columns, String... rows) {
    return new TextTable(columns, List.of(rows));
  }

  /** The rows as METRICS would have written them. */
  public Table as(Class<? extends Row> row) {
    TableType type = TableType.of(row);
    TableBuilder table = new TableBuilder();
    String[] names = columns.split(" ", -1);
    for (String line : rows) {
      String[] cells = line.split(" ", -1);
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        values.put(names[i], cell(type, names[i], cells[i]));
      }
      table.add(values);
    }
    return table.build();
  }

  private static Object cell(TableType type, String name, String text) {
    Class<?> kind =
        name.equals(TableType.SEED) || name.equals(type.time()) ? int.class : double.class;
    kind = name.equals(TableType.ENDED) ? boolean.class : kind;
    for (RecordComponent component : type.components()) {
      kind = TableType.column(component).equals(name) ? component.getType() : kind;
    }
    if (kind == int.class) {
      return Integer.valueOf(text);
    }
    if (kind == boolean.class) {
      return text.equals("1") || text.equals("true");
    }
    return kind == String.class ? text.replace('_', ' ') : Double.valueOf(text);
  }
}
