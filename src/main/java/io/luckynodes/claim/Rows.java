package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rows of a metrics table, of which only the numbers and flags (as 0 and 1) are kept. Axes of a
 * sweep are columns like any other.
 */
public final class Rows {
  private final String origin;
  private final Map<String, double[]> columns;
  private final int[] places;

  private Rows(String origin, Map<String, double[]> columns, int[] places) {
    this.origin = origin;
    this.columns = columns;
    this.places = places;
  }

  /**
   * The rows of batches that have the same columns.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if one lacks a column of the first
   */
  public static Rows of(List<Table> batches) {
    int count = batches.stream().mapToInt(Table::rows).sum();
    Map<String, double[]> columns = new TreeMap<>();
    if (!batches.isEmpty()) {
      for (Column column : batches.get(0).columns()) {
        if (column instanceof Column.Ints
            || column instanceof Column.Doubles
            || column instanceof Column.Flags) {
          columns.put(column.name(), joined(batches, column));
        }
      }
    }
    return new Rows(
        batches.isEmpty() ? "(no table)" : batches.get(0).origin(),
        columns,
        IntStream.range(0, count).toArray());
  }

  private static double[] joined(List<Table> batches, Column like) {
    return batches.stream().flatMapToDouble(batch -> numbers(batch, like)).toArray();
  }

  private static DoubleStream numbers(Table batch, Column like) {
    if (like instanceof Column.Ints) {
      return Arrays.stream(batch.ints(like.name())).asDoubleStream();
    }
    if (like instanceof Column.Flags) {
      boolean[] flags = batch.flags(like.name());
      return IntStream.range(0, flags.length).mapToDouble(i -> flags[i] ? 1 : 0);
    }
    return Arrays.stream(batch.doubles(like.name()));
  }

  int count() {
    return places.length;
  }

  boolean isEmpty() {
    return places.length == 0;
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /**
   * The column's value in each row.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is no such column of numbers
   */
  double[] values(String column) {
    double[] all = columns.get(column);
    if (all == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": no column of numbers " + column + "; it has " + columns.keySet());
    }
    return Arrays.stream(places).mapToDouble(place -> all[place]).toArray();
  }

  /** The column's values, each once, ascending. */
  double[] distinct(String column) {
    return Arrays.stream(values(column)).distinct().sorted().toArray();
  }

  Rows where(String column, DoublePredicate condition) {
    double[] values = values(column);
    return keep(i -> condition.test(values[i]));
  }

  Rows where(String column, double value) {
    return where(column, found -> found == value);
  }

  /** Rows in which every one of the columns is finite: not of a diverged network. */
  Rows finite(String... names) {
    Rows rows = this;
    for (String name : names) {
      rows = rows.where(name, Double::isFinite);
    }
    return rows;
  }

  /** Rows of the cells that a figure selects: on each axis, one of the values. */
  Rows selected(Map<String, List<JsonNode>> select) {
    Rows rows = this;
    for (Map.Entry<String, List<JsonNode>> axis : select.entrySet()) {
      if (rows.isEmpty()) {
        break;
      }
      rows =
          rows.where(
              axis.getKey(),
              found -> axis.getValue().stream().anyMatch(value -> value.doubleValue() == found));
    }
    return rows;
  }

  /** Rows of the last epoch of all. */
  Rows atLastEpoch() {
    double[] epochs = isEmpty() ? new double[0] : distinct("epoch");
    return isEmpty() ? this : where("epoch", epochs[epochs.length - 1]);
  }

  /** Mean of a column; NaN if there is no row. */
  double mean(String column) {
    return isEmpty() ? Double.NaN : Arrays.stream(values(column)).average().orElse(Double.NaN);
  }

  private Rows keep(IntPredicate condition) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (condition.test(i)) {
        kept.add(places[i]);
      }
    }
    return new Rows(origin, columns, kept.stream().mapToInt(Integer::intValue).toArray());
  }
}
