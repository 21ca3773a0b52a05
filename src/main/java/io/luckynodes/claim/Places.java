package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The places in which a claim must hold, as parts of a table with names in words. */
final class Places {
  static final String POLARITY = "polarity";
  static final String WIDTH = "over_realisation";
  static final String LAYER = "layer";

  private Places() {}

  /**
   * The rows of each combination of values of some columns, by the combination's name in words.
   * Columns that the table does not have are ignored, and so is the layer of networks that have
   * only one layer.
   */
  static Map<String, Rows> of(Rows rows, String... columns) {
    Map<List<String>, Rows> places = new LinkedHashMap<>(Map.of(List.of(), rows));
    for (String column : columns) {
      double[] values = rows.has(column) ? rows.distinct(column) : new double[0];
      if (values.length == 0 || (column.equals(LAYER) && values.length == 1)) {
        continue;
      }
      Map<List<String>, Rows> finer = new LinkedHashMap<>();
      places.forEach(
          (names, own) -> {
            for (double value : values) {
              List<String> longer = new ArrayList<>(names);
              longer.add(name(column, value));
              finer.put(longer, own.where(column, value));
            }
          });
      places = finer;
    }
    Map<String, Rows> named = new LinkedHashMap<>();
    places.forEach(
        (names, own) ->
            named.put(names.isEmpty() ? "all students" : String.join(", ", names), own));
    return named;
  }

  private static String name(String column, double value) {
    return switch (column) {
      case POLARITY -> polarity(value);
      case WIDTH -> width(value);
      case LAYER -> layer(value);
      default -> column + " " + Say.plain(value);
    };
  }

  static String polarity(double polarity) {
    return "p = " + Say.plain(polarity);
  }

  /** The name of a width, such as 5×. */
  static String width(double overRealisation) {
    return Say.plain(overRealisation) + "×";
  }

  /** The name of a layer; panels count layers from 1. */
  static String layer(double layer) {
    return "layer " + Say.plain(layer + 1);
  }

  /** The name of a teacher node; panels count nodes from 1. */
  static String teacher(double teacher) {
    return "teacher " + Say.plain(teacher + 1);
  }

  /** The last epoch, or step, of all rows; NaN if there are none. */
  static double end(Rows rows) {
    return Arrays.stream(rows.values(rows.time())).max().orElse(Double.NaN);
  }

  /** The first epoch, or step, of all rows; NaN if there are none. */
  static double start(Rows rows) {
    return Arrays.stream(rows.values(rows.time())).min().orElse(Double.NaN);
  }

  /**
   * One number of each seed at an epoch; the worst number for seeds whose network did not reach the
   * epoch.
   *
   * @param rows rows of a place, at all epochs
   * @param finite the column that is not finite in rows of a network that diverged
   */
  static Trials at(
      Rows rows, double epoch, String finite, ToDoubleFunction<Rows> reduce, double worst) {
    // The first epoch tells which seeds there are. Rows in between would only cost time.
    double start = start(rows);
    Rows both = rows.where(rows.time(), time -> time == start || time == epoch);
    return Trials.of(
        both,
        finite,
        epoch,
        own -> reduce.applyAsDouble(own.where(own.time(), epoch)),
        own -> worst);
  }

  /** The numbers at each value of a column, such as the width of students. */
  static SortedMap<Double, Trials> along(Rows rows, String column, Function<Rows, Trials> trials) {
    SortedMap<Double, Trials> along = new TreeMap<>();
    for (double value : rows.distinct(column)) {
      along.put(value, trials.apply(rows.where(column, value)));
    }
    return along;
  }

  /** The number of seeds in a table. */
  static int seeds(Rows rows) {
    return rows.distinctInts(TableType.SEED).length;
  }
}
