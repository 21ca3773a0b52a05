package io.luckynodes.claim;

import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import java.util.Map;
import java.util.Objects;

/** The tables that a predicate reads, by the records that declare them. */
public final class Tables {
  private final Map<Class<? extends Row>, Rows> rows;

  /** Takes some tables, each with all its rows. */
  public Tables(Map<Class<? extends Row>, Rows> rows) {
    this.rows = Map.copyOf(rows);
  }

  /**
   * The rows of a table.
   *
   * @throws NullPointerException if the predicate does not name the table
   */
  Rows rows(Class<? extends Row> table) {
    return Objects.requireNonNull(rows.get(table), table.getSimpleName());
  }
}
