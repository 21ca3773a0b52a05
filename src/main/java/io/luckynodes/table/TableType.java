package io.luckynodes.table;

import io.luckynodes.artifact.Column;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a table's record declares.
 *
 * @param name of the table: {@code student-nodes} of {@link StudentNodesRow}
 * @param time the column that says when: {@code epoch}, or {@code step}
 * @param components the record's, a column each, in order
 * @param columns of the components, that is all columns but seed, time, end and axes
 */
public record TableType(
    String name, String time, List<RecordComponent> components, List<String> columns) {
  /** Names the network's random numbers. */
  public static final String SEED = "seed";

  /** Counts epochs of training; 0 is before it. */
  public static final String EPOCH = "epoch";

  /** Counts steps of training; 0 is before it. */
  public static final String STEP = "step";

  /**
   * Of tables that count steps: whether the network's training ended at the row's step, before
   * anything was pruned of it. No row of a network that diverged says so.
   */
  public static final String ENDED = "ended";

  private static final String SUFFIX = "Row";

  private static final Map<Class<?>, Class<? extends Column>> COLUMNS =
      Map.of(
          int.class, Column.Ints.class,
          double.class, Column.Doubles.class,
          boolean.class, Column.Flags.class,
          String.class, Column.Texts.class);

  private static final ClassValue<TableType> TYPES =
      new ClassValue<>() {
        @Override
        protected TableType computeValue(Class<?> row) {
          return read(row);
        }
      };

  /** The type of a table. */
  public static TableType of(Class<? extends Row> row) {
    return TYPES.get(row);
  }

  private static TableType read(Class<?> row) {
    String type = row.getSimpleName();
    List<RecordComponent> components = List.of(row.getRecordComponents());
    if (!type.endsWith(SUFFIX)
        || !components.stream().allMatch(component -> COLUMNS.containsKey(component.getType()))) {
      throw new IllegalArgumentException(row + " declares no table");
    }
    return new TableType(
        parts(type.substring(0, type.length() - SUFFIX.length()), "-"),
        StepRow.class.isAssignableFrom(row) ? STEP : EPOCH,
        components,
        components.stream().map(TableType::column).toList());
  }

  /** Whether a column that the record declares holds texts. */
  public boolean isText(String column) {
    return components.stream()
        .anyMatch(one -> column(one).equals(column) && one.getType() == String.class);
  }

  /** The column of a record's component: {@code fan_out} of {@code fanOut}. */
  static String column(RecordComponent component) {
    return parts(component.getName(), "_");
  }

  /** How the column of a component stands in an artifact. */
  static Class<? extends Column> typeOf(RecordComponent component) {
    Class<? extends Column> type = COLUMNS.get(component.getType());
    if (type == null) {
      throw new IllegalArgumentException(component + " is no column");
    }
    return type;
  }

  /** Whether a column of such a table is an axis of the sweep. */
  boolean isAxis(String column) {
    return !column.equals(SEED)
        && !column.equals(time)
        && !column.equals(ENDED)
        && !column.equals(Rows.EXPERIMENT)
        && !columns().contains(column);
  }

  private static String parts(String camelCase, String separator) {
    return String.join(separator, Arrays.asList(camelCase.split("(?<=[a-z0-9])(?=[A-Z])", -1)))
        .toLowerCase(Locale.ROOT);
  }
}
