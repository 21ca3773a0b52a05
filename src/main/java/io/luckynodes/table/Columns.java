package io.luckynodes.table;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The columns of all batches of one table. Batches follow one another, and each column is assembled
 * when it is first read.
 */
final class Columns {
  private final TableType type;
  private final List<Table> batches;
  private final String[] experiments;
  private final Map<String, double[]> numbers = new HashMap<>();

  /** The first batch of each experiment; the experiment's other batches have the same columns. */
  private final Map<String, Table> first = new LinkedHashMap<>();

  Columns(TableType type, List<Table> all) {
    this.type = type;
    this.batches = all.stream().filter(batch -> batch.rows() > 0).toList();
    this.experiments =
        batches.stream().flatMap(batch -> Arrays.stream(experiments(batch))).toArray(String[]::new);
    batches.forEach(batch -> first.putIfAbsent(experiments(batch)[0], batch));
  }

  private static String[] experiments(Table batch) {
    return batch.has(Rows.EXPERIMENT)
        ? batch.texts(Rows.EXPERIMENT)
        : batch.with(Rows.EXPERIMENT, "").texts(Rows.EXPERIMENT);
  }

  TableType type() {
    return type;
  }

  int rows() {
    return experiments.length;
  }

  String[] experiments() {
    return experiments;
  }

  boolean has(String column) {
    return first.values().stream().anyMatch(batch -> batch.has(column));
  }

  /** The axes that any experiment sweeps over. */
  Set<String> axes() {
    Set<String> axes = new TreeSet<>();
    for (Table batch : first.values()) {
      batch.columns().stream().map(Column::name).filter(type::isAxis).forEach(axes::add);
    }
    return axes;
  }

  /**
   * A column of numbers or flags; NaN in rows of experiments that lack it.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if no experiment has the column, if a batch
   *     lacks it although its experiment's first batch has it, or if it holds neither numbers nor
   *     flags
   */
  double[] numbers(String column) {
    return numbers.computeIfAbsent(column, this::read);
  }

  private double[] read(String column) {
    requireKnown(column);
    return batches.stream()
        .flatMapToDouble(
            batch ->
                Objects.requireNonNull(first.get(experiments(batch)[0])).has(column)
                    ? numbers(batch, column)
                    : DoubleStream.generate(() -> Double.NaN).limit(batch.rows()))
        .toArray();
  }

  /** A column of texts; it throws the same exceptions as {@link #numbers}. */
  String[] texts(String column) {
    requireKnown(column);
    return batches.stream()
        .flatMap(batch -> Arrays.stream(batch.texts(column)))
        .toArray(String[]::new);
  }

  private void requireKnown(String column) {
    if (!batches.isEmpty() && !has(column)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          batches.get(0).origin()
              + ": no column "
              + column
              + "; it has "
              + batches.get(0).columns().stream().map(Column::name).toList());
    }
  }

  private DoubleStream numbers(Table batch, String column) {
    Class<? extends Column> kind = kind(batch, column);
    if (kind == Column.Ints.class) {
      return Arrays.stream(batch.ints(column)).asDoubleStream();
    }
    if (kind == Column.Flags.class) {
      boolean[] flags = batch.flags(column);
      return IntStream.range(0, flags.length).mapToDouble(i -> flags[i] ? 1 : 0);
    }
    return Arrays.stream(batch.doubles(column));
  }

  /** The type of a column: the record declares it, or the file in the case of an axis. */
  private Class<? extends Column> kind(Table batch, String column) {
    for (RecordComponent component : type.components()) {
      if (TableType.column(component).equals(column)) {
        return TableType.typeOf(component);
      }
    }
    if (column.equals(TableType.ENDED)) {
      return Column.Flags.class;
    }
    boolean counts =
        batch.columns().stream()
            .anyMatch(one -> one.name().equals(column) && one instanceof Column.Ints);
    return counts ? Column.Ints.class : Column.Doubles.class;
  }
}
