package io.luckynodes.table;

import io.luckynodes.artifact.Column;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The type of a table, as its record declares it.
 *
 * @param name name of the table, such as {@code student-nodes} for {@link StudentNodesRow}
 * @param time the column that holds the time: {@code epoch} or {@code step}
 * @param components components of the record in their order, one for each column
 * @param columns columns of the components, that is, all columns but seed, time, end and axes
 */
public record TableType(
    String name, String time, List<RecordComponent> components, List<String> columns) {
  /** The column of the seed, which determines the network's random numbers. */
  public static final String SEED = "seed";

  /** The column that counts epochs of training; 0 is before training. */
  public static final String EPOCH = "epoch";

  /** The column that counts steps of training; 0 is before training. */
  public static final String STEP = "step";

  /**
   * The column, in tables that count steps, of whether the network's training before any pruning
   * ended at the row's step. It is false in all rows of a network that diverged.
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

  /** The type of a component's column in an artifact. */
  static Class<? extends Column> typeOf(RecordComponent component) {
    Class<? extends Column> type = COLUMNS.get(component.getType());
    if (type == null) {
      throw new IllegalArgumentException(component + " is no column");
    }
    return type;
  }

  /** Whether a column of a table of this type is an axis of the sweep. */
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
