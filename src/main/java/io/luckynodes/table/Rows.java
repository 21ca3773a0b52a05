package io.luckynodes.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Variant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows of one table from one or several experiments, as drawings and claims read them. Columns have
 * names, and flags are 0 and 1. The axes of a sweep are columns like any other; an axis is NaN in
 * the rows of experiments that lack it.
 */
public final class Rows {
  /**
   * The column of texts that names a row's experiment, where tables of several experiments are
   * read.
   */
  public static final String EXPERIMENT = "experiment";

  private final Columns columns;
  private final int[] places;
  private final List<DrawnExperiment> drawn;

  private Rows(Columns columns, int[] places, List<DrawnExperiment> drawn) {
    this.columns = columns;
    this.places = places;
    this.drawn = drawn;
  }

  /**
   * All rows of some batches of a table.
   *
   * @param row the table
   */
  public static Rows of(Class<? extends Row> row, List<Table> batches) {
    Columns columns = new Columns(TableType.of(row), batches);
    return new Rows(columns, IntStream.range(0, columns.rows()).toArray(), List.of());
  }

  public int count() {
    return places.length;
  }

  public boolean isEmpty() {
    return places.length == 0;
  }

  /** Whether any experiment has a column. */
  public boolean has(String column) {
    return columns.has(column);
  }

  /** The column that holds the time of a row: {@code epoch} or {@code step}. */
  public String time() {
    return columns.type().time();
  }

  /**
   * The value of a column in each row.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}), naming a file, if there is no such column,
   *     or it holds neither numbers nor flags
   */
  public double[] values(String column) {
    double[] all = columns.numbers(column);
    return Arrays.stream(places).mapToDouble(place -> all[place]).toArray();
  }

  /** The values of a column of whole numbers, as {@link #values}. */
  public int[] ints(String column) {
    return Arrays.stream(values(column)).mapToInt(value -> (int) value).toArray();
  }

  /** The values of a column of flags, as {@link #values}. */
  public boolean[] flags(String column) {
    double[] values = values(column);
    boolean[] flags = new boolean[values.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = values[i] != 0;
    }
    return flags;
  }

  /** The distinct values of a column, ascending, without NaN. */
  public double[] distinct(String column) {
    return Arrays.stream(values(column))
        .filter(v -> !Double.isNaN(v))
        .distinct()
        .sorted()
        .toArray();
  }

  /** The distinct values of a column of whole numbers, ascending. */
  public int[] distinctInts(String column) {
    return Arrays.stream(ints(column)).distinct().sorted().toArray();
  }

  /** The distinct texts of a column, in the order of the rows. */
  public List<String> distinctTexts(String column) {
    String[] all = columns.texts(column);
    return Arrays.stream(places).mapToObj(place -> all[place]).distinct().toList();
  }

  /** The mean of a column; NaN if there is no row. */
  public double mean(String column) {
    return Arrays.stream(values(column)).average().orElse(Double.NaN);
  }

  /** The rows in which the value of a column satisfies a condition. */
  public Rows where(String column, DoublePredicate condition) {
    double[] all = columns.numbers(column);
    return keep(place -> condition.test(all[place]));
  }

  /** The rows in which a column has a value. */
  public Rows where(String column, double value) {
    return where(column, found -> found == value);
  }

  /** The rows in which a column of texts has a text. */
  public Rows where(String column, String text) {
    String[] all = columns.texts(column);
    return keep(place -> all[place].equals(text));
  }

  /** The rows in which a column of texts has one of several texts. */
  public Rows whereAny(String column, List<String> texts) {
    String[] all = columns.texts(column);
    return keep(place -> texts.contains(all[place]));
  }

  /** The rows in which a column has none of several values. */
  public Rows without(String column, int[] unwanted) {
    return where(column, found -> Arrays.stream(unwanted).noneMatch(value -> value == found));
  }

  /** The rows in which all given columns are finite, which leaves out diverged networks. */
  public Rows finite(String... names) {
    Rows rows = this;
    for (String name : names) {
      rows = rows.where(name, Double::isFinite);
    }
    return rows;
  }

  /** The rows in which a column is not finite. */
  public Rows notFinite(String column) {
    return where(column, value -> !Double.isFinite(value));
  }

  /**
   * The seeds of networks that diverged, ascending. A column of such a network is not finite in one
   * of its rows, or the network has no row at the end, since a network leaves no snapshots after it
   * diverges.
   *
   * @param end the last epoch of training; it is ignored in tables that count steps, which mark the
   *     end of each network's training
   */
  public int[] diverged(String column, double end) {
    Set<Integer> whole = seeds(has(TableType.ENDED) ? atEnd() : where(time(), end));
    whole.removeAll(seeds(notFinite(column)));
    return Arrays.stream(distinctInts(TableType.SEED))
        .filter(seed -> !whole.contains(seed))
        .toArray();
  }

  private static Set<Integer> seeds(Rows rows) {
    Set<Integer> seeds = new TreeSet<>();
    Arrays.stream(rows.ints(TableType.SEED)).forEach(seeds::add);
    return seeds;
  }

  /**
   * The rows of the last epoch of all rows. In tables that count steps, these are the rows of the
   * step at which each network's training ended.
   */
  public Rows atEnd() {
    if (has(TableType.ENDED)) {
      return where(TableType.ENDED, 1);
    }
    double[] times = distinct(time());
    return times.length == 0 ? this : where(time(), times[times.length - 1]);
  }

  /** The rows of the last epoch of each experiment, as in {@link #atEnd}. */
  public Rows atEndOfEach() {
    if (has(TableType.ENDED)) {
      return atEnd();
    }
    String[] experiments = columns.experiments();
    double[] times = columns.numbers(time());
    Map<String, Double> last = new HashMap<>();
    for (int place : places) {
      last.merge(experiments[place], times[place], Math::max);
    }
    return keep(place -> times[place] == last.getOrDefault(experiments[place], Double.NaN));
  }

  /**
   * One network's rows of the last step before its loss drops, in a table with the column {@code
   * dropped}; none if the loss has dropped in all rows.
   */
  public Rows beforeDrop() {
    double[] steps = where("dropped", 0).distinct(time());
    return where(time(), steps.length == 0 ? Double.NaN : steps[steps.length - 1]);
  }

  /**
   * The measured epoch or step nearest to a wanted one, the earlier of two; NaN if there is none.
   */
  public double nearest(double wanted) {
    double nearest = Double.NaN;
    for (double time : distinct(time())) {
      nearest = Math.abs(time - wanted) >= Math.abs(nearest - wanted) ? nearest : time;
    }
    return nearest;
  }

  /** These rows in ascending order of a column. */
  public Rows sortedBy(String column) {
    double[] all = columns.numbers(column);
    int[] sorted =
        Arrays.stream(places)
            .boxed()
            .sorted((a, b) -> Double.compare(all[a], all[b]))
            .mapToInt(place -> place)
            .toArray();
    return new Rows(columns, sorted, drawn);
  }

  /** The rows of one experiment. */
  public Rows ofExperiment(String id) {
    String[] experiments = columns.experiments();
    return keep(place -> experiments[place].equals(id));
  }

  /** The rows of one experiment of a figure; all rows if the figure draws only one experiment. */
  public Rows ofExperiment(String id, FigureSpec spec) {
    return spec.experiments().size() == 1 ? this : ofExperiment(id);
  }

  /** The rows of a variant's experiment; all rows if the variant names no experiment. */
  public Rows ofExperimentOf(Variant variant) {
    return variant.experiment().isEmpty() ? this : ofExperiment(variant.experiment());
  }

  /** The rows of a variant. */
  public Rows ofVariant(Variant variant) {
    Rows rows = ofExperimentOf(variant);
    for (Map.Entry<String, Double> axis : variant.axes().entrySet()) {
      rows = rows.isEmpty() ? rows : rows.where(axis.getKey(), (double) axis.getValue());
    }
    return rows;
  }

  /**
   * The rows of a variant in one experiment. On an axis that the variant does not name, they have
   * the value that the figure selects, if it selects a single one.
   */
  public Rows ofVariant(Variant variant, DrawnExperiment experiment) {
    Rows rows = this;
    for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
      Double named = variant.axes().get(axis.getKey());
      if (named != null || axis.getValue().size() == 1) {
        rows =
            rows.where(axis.getKey(), named != null ? named : axis.getValue().get(0).doubleValue());
      }
    }
    return rows;
  }

  /**
   * The rows of the variants that a figure selects, that is, rows with a selected value on each
   * axis of their experiment.
   *
   * @param figure the figure's experiments; if there is only one, rows need not name it
   */
  public Rows selected(List<DrawnExperiment> figure) {
    Rows rows = new Rows(columns, places, figure);
    String[] experiments = columns.experiments();
    for (DrawnExperiment experiment : figure) {
      IntPredicate own = place -> figure.size() == 1 || experiments[place].equals(experiment.id());
      for (Map.Entry<String, List<JsonNode>> axis : experiment.select().entrySet()) {
        if (Arrays.stream(rows.places).noneMatch(own)) {
          break;
        }
        double[] values = columns.numbers(axis.getKey());
        rows =
            rows.keep(
                place ->
                    !own.test(place)
                        || axis.getValue().stream()
                            .anyMatch(value -> value.doubleValue() == values[place]));
      }
    }
    return rows;
  }

  /** A variant in words, for rows that come from {@link #selected}. */
  public String words(Variant variant) {
    return variant.words(drawn);
  }

  /**
   * The values of a sweep axis that a figure draws, in the figure's order.
   *
   * @throws LuckyException if a selected value is no number, or no table has the axis
   */
  public double[] drawnValues(String axis, FigureSpec spec) {
    List<JsonNode> selected = spec.select().get(axis);
    return selected == null
        ? distinct(axis)
        : selected.stream().mapToDouble(value -> number(value, axis, spec)).toArray();
  }

  /**
   * The rows with the figure's selected value on every sweep axis, except axes that the drawing
   * sets side by side.
   *
   * @param sideBySide axes that the drawing sets side by side
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if several values of another axis
   *     would be drawn as one
   */
  public Rows only(FigureSpec spec, List<String> sideBySide) {
    Rows rows = this;
    Set<String> axes = new TreeSet<>(columns.axes());
    axes.addAll(spec.select().keySet());
    axes.removeAll(sideBySide);
    for (String axis : axes) {
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

  private static double number(JsonNode value, String axis, FigureSpec spec) {
    if (!value.isNumber()) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "figure " + spec.id() + ": select: " + axis + ": expected a number, found " + value);
    }
    return value.doubleValue();
  }

  private Rows keep(IntPredicate condition) {
    return new Rows(columns, Arrays.stream(places).filter(condition).toArray(), drawn);
  }
}
