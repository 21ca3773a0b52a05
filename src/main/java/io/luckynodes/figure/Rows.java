package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some rows of metrics tables of one kind; columns are read by name. */
final class Rows {
  /**
   * The axes that experiments mostly sweep over; a table has a column for each that its experiment
   * has. A figure's selection names every one of its experiment.
   */
  private static final List<String> SWEEP_AXES =
      List.of("over_realisation", "polarity", "teacher_nodes");

  /**
   * @param batch which batch it stands in
   * @param index where in the batch
   */
  private record Place(int batch, int index) {}

  private final List<Table> batches;
  private final List<Place> places;

  private Rows(List<Table> batches, List<Place> places) {
    this.batches = batches;
    this.places = places;
  }

  static Rows of(List<Table> batches) {
    List<Place> places = new ArrayList<>();
    for (int batch = 0; batch < batches.size(); batch++) {
      for (int index = 0; index < batches.get(batch).rows(); index++) {
        places.add(new Place(batch, index));
      }
    }
    return new Rows(List.copyOf(batches), places);
  }

  int count() {
    return places.size();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /**
   * The column's value in each row.
   *
   * @throws LuckyException (naming the file) if a table lacks the column
   */
  double[] doubles(String column) {
    Map<Integer, double[]> values = columns(batch -> batch.doubles(column));
    return places.stream().mapToDouble(at -> get(values, at)[at.index]).toArray();
  }

  int[] ints(String column) {
    Map<Integer, int[]> values = columns(batch -> batch.ints(column));
    return places.stream().mapToInt(at -> get(values, at)[at.index]).toArray();
  }

  boolean[] flags(String column) {
    Map<Integer, boolean[]> values = columns(batch -> batch.flags(column));
    boolean[] flags = new boolean[places.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = get(values, places.get(i))[places.get(i).index];
    }
    return flags;
  }

  /**
   * A column of each batch that has one of the rows: others may lack it, being of another
   * experiment.
   */
  private <C> Map<Integer, C> columns(Function<Table, C> column) {
    Map<Integer, C> values = new HashMap<>();
    for (Place at : places) {
      values.computeIfAbsent(at.batch, batch -> column.apply(batches.get(batch)));
    }
    return values;
  }

  private static <C> C get(Map<Integer, C> values, Place at) {
    return Objects.requireNonNull(values.get(at.batch));
  }

  Rows where(String column, int value) {
    int[] values = ints(column);
    return keep(i -> values[i] == value);
  }

  Rows where(String column, IntPredicate condition) {
    int[] values = ints(column);
    return keep(i -> condition.test(values[i]));
  }

  Rows where(String column, double value) {
    double[] values = doubles(column);
    return keep(i -> values[i] == value);
  }

  Rows where(String column, String value) {
    Map<Integer, String[]> values = columns(batch -> batch.texts(column));
    return keep(i -> get(values, places.get(i))[places.get(i).index].equals(value));
  }

  /** Rows of the epochs that lie on an axis. */
  Rows whereEpochOn(Axis axis) {
    return where("epoch", axis::holds);
  }

  /** Rows with none of the values. */
  Rows whereNot(String column, int[] unwanted) {
    int[] values = ints(column);
    return keep(i -> Arrays.stream(unwanted).noneMatch(value -> value == values[i]));
  }

  /** Rows whose value in a column of reals is finite, or is not. */
  Rows whereFinite(String column, boolean finite) {
    double[] values = doubles(column);
    return keep(i -> Double.isFinite(values[i]) == finite);
  }

  /** The column's values, each once, ascending. */
  int[] distinctInts(String column) {
    return Arrays.stream(ints(column)).distinct().sorted().toArray();
  }

  double[] distinctDoubles(String column) {
    return Arrays.stream(doubles(column)).distinct().sorted().toArray();
  }

  /** Rows of the last epoch of all; none if there are none. */
  Rows atLastEpoch() {
    int last = Arrays.stream(ints("epoch")).max().orElse(0);
    return where("epoch", last);
  }

  /**
   * The values of a sweep axis that a figure draws, in its order.
   *
   * @throws LuckyException if a selected value is no number, or a table has no such axis
   */
  double[] drawnValues(String axis, FigureSpec spec) {
    List<JsonNode> selected = spec.select().get(axis);
    return selected == null
        ? distinctDoubles(axis)
        : selected.stream().mapToDouble(value -> number(value, axis, spec)).toArray();
  }

  /**
   * Rows of what the figure selects on all sweep axes that its drawing does not set side by side.
   *
   * @param drawn axes that the drawing sets side by side
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if several values of another axis
   *     would be drawn as one
   */
  Rows only(FigureSpec spec, List<String> drawn) {
    Rows rows = this;
    Set<String> axes = new TreeSet<>(SWEEP_AXES);
    axes.addAll(spec.select().keySet());
    for (String axis : axes) {
      boolean present = batches.stream().anyMatch(batch -> batch.has(axis));
      if (drawn.contains(axis) || !(present || spec.select().containsKey(axis))) {
        continue;
      }
      double[] values = drawnValues(axis, spec);
      if (values.length > 1) {
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            "figure "
                + spec.id()
                + ": select: "
                + axis
                + ": drawing "
                + spec.drawing()
                + " takes one value, found "
                + Arrays.toString(values));
      }
      if (values.length == 1) {
        rows = rows.where(axis, values[0]);
      }
    }
    return rows;
  }

  /** Rows of one experiment of a figure; all, if it draws but one. */
  Rows ofExperiment(String id, FigureSpec spec) {
    return spec.experiments().size() == 1 ? this : where(Metrics.EXPERIMENT, id);
  }

  /**
   * Rows of a cell of one experiment, on axes that the variant does not name of the value that the
   * figure selects.
   */
  Rows ofVariant(Variant variant, DrawnExperiment experiment) {
    Rows rows = this;
    for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
      Double named = variant.cell().get(axis.getKey());
      if (named != null || axis.getValue().size() == 1) {
        rows =
            rows.where(axis.getKey(), named != null ? named : axis.getValue().get(0).doubleValue());
      }
    }
    return rows;
  }

  private static double number(JsonNode value, String axis, FigureSpec spec) {
    if (!value.isNumber()) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "figure " + spec.id() + ": select: " + axis + ": expected a number, found " + value);
    }
    return value.doubleValue();
  }

  private Rows keep(IntPredicate condition) {
    return new Rows(
        batches,
        IntStream.range(0, places.size()).filter(condition).mapToObj(places::get).toList());
  }
}
