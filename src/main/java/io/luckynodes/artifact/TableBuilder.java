package io.luckynodes.artifact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects rows of plain values (whole numbers, reals, flags, texts, lists) into a {@link Table}.
 * The first row determines names, order and types of the columns.
 */
public final class TableBuilder {
  private final Map<String, List<Object>> columns = new LinkedHashMap<>();
  private int rows;

  /**
   * Adds a row: its column names in order, each mapped to an Integer, Double, Boolean, String,
   * int[] or float[].
   */
  public TableBuilder add(Map<String, ?> row) {
    if (rows == 0) {
      row.keySet().forEach(name -> columns.put(name, new ArrayList<>()));
    }
    if (!columns.keySet().equals(row.keySet())) {
      throw new IllegalArgumentException(
          "row has " + row.keySet() + ", expected " + columns.keySet());
    }
    columns.forEach(
        (name, values) -> values.add(java.util.Objects.requireNonNull(row.get(name), name)));
    rows++;
    return this;
  }

  public int rows() {
    return rows;
  }

  public Table build() {
    List<Column> built = new ArrayList<>();
    columns.forEach((name, values) -> built.add(column(name, values)));
    return new Table("(new table)", built);
  }

  private static Column column(String name, List<Object> values) {
    Object first = values.get(0);
    if (first instanceof Integer) {
      return new Column.Ints(name, values.stream().mapToInt(v -> (Integer) v).toArray());
    } else if (first instanceof Double) {
      return new Column.Doubles(name, values.stream().mapToDouble(v -> (Double) v).toArray());
    } else if (first instanceof Boolean) {
      boolean[] flags = new boolean[values.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = (Boolean) values.get(i);
      }
      return new Column.Flags(name, flags);
    } else if (first instanceof String) {
      return new Column.Texts(name, values.stream().map(String.class::cast).toArray(String[]::new));
    } else if (first instanceof int[]) {
      return new Column.IntLists(
          name, values.stream().map(int[].class::cast).toArray(int[][]::new));
    } else if (first instanceof float[]) {
      return new Column.FloatLists(
          name, values.stream().map(float[].class::cast).toArray(float[][]::new));
    }
    throw new IllegalArgumentException(
        "column " + name + ": no column type for " + first.getClass());
  }
}
