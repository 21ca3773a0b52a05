package io.luckynodes.artifact;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of equal length, in order.
 *
 * @param origin where the table comes from (a file), for error messages
 */
public record Table(String origin, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
    for (Column column : columns) {
      if (column.rows() != columns.get(0).rows()) {
        throw new IllegalArgumentException(
            "column "
                + column.name()
                + " has "
                + column.rows()
                + " rows, not "
                + columns.get(0).rows());
      }
    }
  }

  public Table(Column... columns) {
    this("(new table)", List.of(columns));
  }

  /** The same rows with an additional column that holds the same text in all of them. */
  public Table with(String name, String text) {
    String[] texts = new String[rows()];
    Arrays.fill(texts, text);
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column.Texts(name, texts));
    return new Table(origin, more);
  }

  /** The same rows with a column of whole numbers renamed. */
  public Table renamed(String column, String name) {
    return new Table(
        origin,
        columns.stream()
            .map(
                one ->
                    one.name().equals(column) ? (Column) new Column.Ints(name, ints(column)) : one)
            .toList());
  }

  public int rows() {
    return columns.isEmpty() ? 0 : columns.get(0).rows();
  }

  public boolean has(String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  public int[] ints(String name) {
    return column(name, Column.Ints.class).values();
  }

  public double[] doubles(String name) {
    return column(name, Column.Doubles.class).values();
  }

  public boolean[] flags(String name) {
    return column(name, Column.Flags.class).values();
  }

  public String[] texts(String name) {
    return column(name, Column.Texts.class).values();
  }

  public int[][] intLists(String name) {
    return column(name, Column.IntLists.class).values();
  }

  public float[][] floatLists(String name) {
    return column(name, Column.FloatLists.class).values();
  }

  public Column.Blobs blobs(String name) {
    return column(name, Column.Blobs.class);
  }

  private <C extends Column> C column(String name, Class<C> type) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        if (type.isInstance(column)) {
          return type.cast(column);
        }
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            origin
                + ": column "
                + name
                + " holds "
                + column.getClass().getSimpleName()
                + ", expected "
                + type.getSimpleName());
      }
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        origin + ": no column " + name + "; it has " + columns.stream().map(Column::name).toList());
  }
}
