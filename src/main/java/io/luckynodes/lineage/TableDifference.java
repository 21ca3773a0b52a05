package io.luckynodes.lineage;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The difference between two tables of the same rows.
 *
 * @param comparable whether the tables have the same rows and columns, and numbers that are not
 *     finite in the same places
 * @param column the column with the largest difference; empty if there is none
 * @param largest largest difference, as a share of the column's largest number
 * @param typical median of that column's differences, as the same share
 */
record TableDifference(boolean comparable, String column, double largest, double typical) {
  private static final TableDifference OTHER = new TableDifference(false, "", 0, 0);

  static TableDifference between(List<Table> one, List<Table> other) {
    if (one.size() != other.size()) {
      return OTHER;
    }
    TableDifference worst = new TableDifference(true, "", 0, 0);
    for (int i = 0; i < one.size(); i++) {
      Table a = one.get(i);
      Table b = other.get(i);
      if (a.rows() != b.rows() || a.columns().size() != b.columns().size()) {
        return OTHER;
      }
      for (Column column : a.columns()) {
        if (!b.has(column.name())) {
          return OTHER;
        }
        TableDifference own = between(column, a, b);
        if (!own.comparable) {
          return own;
        }
        worst = own.largest > worst.largest ? own : worst;
      }
    }
    return worst;
  }

  private static TableDifference between(Column column, Table a, Table b) {
    String name = column.name();
    if (column instanceof Column.Ints) {
      return same(name, Arrays.equals(a.ints(name), b.ints(name)));
    } else if (column instanceof Column.Flags) {
      return same(name, Arrays.equals(a.flags(name), b.flags(name)));
    } else if (column instanceof Column.Texts) {
      return same(name, Arrays.equals(a.texts(name), b.texts(name)));
    } else if (column instanceof Column.Doubles) {
      return of(ColumnDifference.ofNumbers(name, a.doubles(name), b.doubles(name)));
    }
    return new TableDifference(false, name, 0, 0);
  }

  private static TableDifference same(String name, boolean equal) {
    return new TableDifference(equal, name, 0, 0);
  }

  private static TableDifference of(ColumnDifference column) {
    Double largest = column.relative();
    Double typical = column.typical();
    return largest == null || typical == null
        ? new TableDifference(false, column.name(), 0, 0)
        : new TableDifference(true, column.name(), largest, typical);
  }

  String words() {
    if (!comparable) {
      return column.isEmpty() ? "other rows or columns" : "other values in column " + column;
    }
    return String.format(
        Locale.ROOT,
        "column %s: largest difference %.1e, typical %.1e of its largest number",
        column,
        largest,
        typical);
  }
}
