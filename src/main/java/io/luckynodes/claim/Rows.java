package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rows of metrics tables of one kind, of which only the numbers and flags (as 0 and 1) are kept,
 * and whose experiment's they are. Axes of a sweep are columns like any other; an axis that only
 * other experiments have is NaN.
 */
public final class Rows {
  /** The column of texts that names a row's experiment, where tables of several are read. */
  public static final String EXPERIMENT = "experiment";

  private final String origin;
  private final Map<String, double[]> columns;
  private final String[] experiments;
  private final int[] places;
  private final List<DrawnExperiment> drawn;

  private Rows(
      String origin,
      Map<String, double[]> columns,
      String[] experiments,
      int[] places,
      List<DrawnExperiment> drawn) {
    this.drawn = drawn;
    this.origin = origin;
    this.columns = columns;
    this.experiments = experiments;
    this.places = places;
  }

  /**
   * The rows of batches; those of one experiment have the same columns.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if one lacks a column of the first of its
   *     experiment
   */
  public static Rows of(List<Table> batches) {
    String[] experiments =
        batches.stream().flatMap(batch -> Arrays.stream(experiments(batch))).toArray(String[]::new);
    Map<String, Table> first = new LinkedHashMap<>();
    Map<String, Column> kinds = new TreeMap<>();
    for (Table batch : batches) {
      if (batch.rows() > 0 && first.putIfAbsent(experiments(batch)[0], batch) == null) {
        for (Column column : batch.columns()) {
          if (column instanceof Column.Ints
              || column instanceof Column.Doubles
              || column instanceof Column.Flags) {
            kinds.putIfAbsent(column.name(), column);
          }
        }
      }
    }
    Map<String, double[]> columns = new TreeMap<>();
    kinds.forEach(
        (name, kind) ->
            columns.put(
                name,
                batches.stream()
                    .filter(batch -> batch.rows() > 0)
                    .flatMapToDouble(
                        batch ->
                            Objects.requireNonNull(first.get(experiments(batch)[0])).has(name)
                                ? numbers(batch, kind)
                                : DoubleStream.generate(() -> Double.NaN).limit(batch.rows()))
                    .toArray()));
    return new Rows(
        batches.isEmpty() ? "(no table)" : batches.get(0).origin(),
        columns,
        experiments,
        IntStream.range(0, experiments.length).toArray(),
        List.of());
  }

  private static String[] experiments(Table batch) {
    return batch.has(EXPERIMENT)
        ? batch.texts(EXPERIMENT)
        : batch.with(EXPERIMENT, "").texts(EXPERIMENT);
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

  /** Rows of one experiment. */
  Rows ofExperiment(String id) {
    return keep(i -> experiments[places[i]].equals(id));
  }

  /** Rows of a variant's experiment; all of these if it names none. */
  Rows ofExperimentOf(Variant variant) {
    return variant.experiment().isEmpty() ? this : ofExperiment(variant.experiment());
  }

  /** Rows of a variant's cell. */
  Rows ofCell(Variant variant) {
    Rows cell = ofExperimentOf(variant);
    for (var axis : variant.cell().entrySet()) {
      cell = cell.isEmpty() ? cell : cell.where(axis.getKey(), (double) axis.getValue());
    }
    return cell;
  }

  /**
   * Rows of the cells that a figure selects: on each axis of their experiment, one of the values.
   *
   * @param figure its experiments; rows of a figure of one need not name it
   */
  Rows selected(List<DrawnExperiment> figure) {
    Rows rows = new Rows(origin, columns, experiments, places, figure);
    for (DrawnExperiment experiment : figure) {
      java.util.function.Predicate<String> own =
          id -> figure.size() == 1 || id.equals(experiment.id());
      for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
        if (Arrays.stream(rows.places).mapToObj(at -> experiments[at]).noneMatch(own)) {
          break;
        }
        Rows before = rows;
        double[] values = rows.values(axis.getKey());
        rows =
            rows.keep(
                i ->
                    !own.test(experiments[before.places[i]])
                        || axis.getValue().stream()
                            .anyMatch(value -> value.doubleValue() == values[i]));
      }
    }
    return rows;
  }

  /** A cell in words, once {@link #selected}. */
  String words(Variant variant) {
    return variant.words(drawn);
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
    return new Rows(
        origin, columns, experiments, kept.stream().mapToInt(Integer::intValue).toArray(), drawn);
  }
}
