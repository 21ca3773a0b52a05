package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Options.PanelChoice;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Variant;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Measurements of deep students over epochs, in panels that the definition lists row by row. Each
 * panel draws one variant of one of the figure's experiments. It has a curve for each layer, of
 * mean best correlation ρ̄, of the mean rank r̄ of the final winners, or of mean and median of
 * these ranks. Or it shows the accuracy of students, with that of their teachers as a dotted line.
 * Panels of the same quantity share the vertical axis; panels of one experiment share the axis of
 * epochs.
 */
final class LayerCourses implements Drawing {
  private static final double CHANCE = 0.5;
  private static final double MEDIAN_WIDTH = 0.9;
  private static final double PERCENT = 100;
  private static final String LAYER = "layer";
  private static final Look STUDENTS = new Look(Palette.INK, Line.SOLID, Sign.NONE, 1.2);
  private static final Look TEACHERS = new Look(Palette.INK, Line.DOTTED, Sign.NONE, 1.2);
  private static final Look CHANCE_LINE = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 0.9);

  /** Aspect of panels in rows of three or more, so that a page can show all rows at once. */
  private static final double ASPECT = 0.95;

  private static final double WIDE_ASPECT = 0.6;

  /** The quantity of a vertical axis. */
  private enum Quantity {
    CORRELATION,
    RANK,
    ACCURACY
  }

  /** The measurements that a panel can show. */
  @SuppressWarnings("ImmutableEnumChecker") // a text's runs are a copy that nobody can change
  enum Show {
    CORRELATION(
        "correlation",
        LayersRow.class,
        "mean_best_correlation",
        Quantity.CORRELATION,
        Text.of("correlation ").barred("ρ")),
    MEAN_RANK(
        "mean-rank",
        WinnerRanksRow.class,
        "mean_rank",
        Quantity.RANK,
        Text.of("mean rank ").barred("r")),
    RANKS_OF_WINNERS(
        "ranks",
        WinnerRanksRow.class,
        "mean_rank",
        Quantity.RANK,
        Text.of("rank of the final winners")),
    ACCURACY(
        "accuracy", EvaluationRow.class, "accuracy", Quantity.ACCURACY, Text.of("accuracy (%)"));

    private final String word;
    private final Class<? extends Row> table;
    private final String measure;
    private final Quantity quantity;
    private final Text axis;

    Show(String word, Class<? extends Row> table, String measure, Quantity quantity, Text axis) {
      this.word = word;
      this.table = table;
      this.measure = measure;
      this.quantity = quantity;
      this.axis = axis;
    }

    static Show of(String word) {
      return Arrays.stream(values())
          .filter(show -> show.word.equals(word))
          .findFirst()
          .orElseThrow();
    }

    boolean ranks() {
      return quantity == Quantity.RANK;
    }
  }

  /**
   * A panel before its axes are known.
   *
   * @param rows of its variant, without seeds that diverged
   */
  private record Draft(PanelChoice choice, Show show, String experiment, Rows rows) {}

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    List<List<PanelChoice>> choices = options.panels("panels");
    List<Text> columns = options.titles("columns");
    List<Text> rowTitles = options.titles("rows");
    Set<String> notes = new LinkedHashSet<>();
    Map<String, Axis> epochs = new LinkedHashMap<>();
    SortedSet<Integer> layers = new TreeSet<>();
    Map<String, Integer> seeds = new LinkedHashMap<>();
    List<List<Draft>> drafts = new ArrayList<>();
    for (int r = 0; r < choices.size(); r++) {
      List<Draft> row = new ArrayList<>();
      for (int c = 0; c < choices.get(r).size(); c++) {
        PanelChoice choice = choices.get(r).get(c);
        Show show = Show.of(choice.show());
        DrawnExperiment experiment = experiment(spec, choice.variant());
        Rows all = metrics.rows(show.table).ofExperiment(experiment.id(), spec);
        Rows variant = all.ofVariant(choice.variant(), experiment);
        int last = lastEpoch(experiment, all);
        epochs.putIfAbsent(experiment.id(), EpochAxis.around(new int[] {0, last}));
        seeds.merge(experiment.label(), variant.distinctInts("seed").length, Math::max);
        if (all.has(LAYER)) {
          Arrays.stream(all.distinctInts(LAYER)).forEach(layers::add);
        }
        List<String> said = new ArrayList<>();
        int[] diverged =
            Divergence.seeds(
                variant, show.measure, last, name(choice, columns, rowTitles, r, c), said);
        notes.addAll(said);
        row.add(new Draft(choice, show, experiment.id(), variant.without("seed", diverged)));
      }
      drafts.add(row);
    }
    List<Draft> flat = drafts.stream().flatMap(List::stream).toList();
    Map<Quantity, Axis> axes = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      axes.put(
          quantity,
          axis(flat.stream().filter(draft -> draft.show.quantity == quantity).toList(), layers));
    }
    Axis ranks = Objects.requireNonNull(axes.get(Quantity.RANK));
    List<Plate.Row> grid = new ArrayList<>();
    for (List<Draft> row : drafts) {
      List<Panel> panels = new ArrayList<>();
      for (Draft draft : row) {
        Axis x = Objects.requireNonNull(epochs.get(draft.experiment));
        List<Series> series = series(draft, layers);
        if (draft.show == Show.ACCURACY && !draft.rows.isEmpty()) {
          double teachers = PERCENT * draft.rows.mean("teacher_accuracy");
          series.add(
              new Series(
                  "teachers",
                  new double[] {x.low(), x.high()},
                  new double[] {teachers, teachers},
                  TEACHERS));
        }
        if (draft.show.ranks() && !draft.rows.isEmpty() && ranks.holds(CHANCE)) {
          series.add(
              new Series(
                  "chance",
                  new double[] {x.low(), x.high()},
                  new double[] {CHANCE, CHANCE},
                  CHANCE_LINE));
        }
        panels.add(
            new Panel(
                words(draft),
                Text.of(draft.choice.title()),
                x,
                Objects.requireNonNull(axes.get(draft.show.quantity)),
                series,
                "not measured, or every seed diverged"));
      }
      grid.add(new Plate.Row(panels, row.size() > 2 ? ASPECT : WIDE_ASPECT));
    }
    List<String> footer = new ArrayList<>();
    footer.add(seedNote(seeds));
    footer.add("Layer 1 is the lowest.");
    if (flat.stream().anyMatch(draft -> draft.show.ranks())) {
      footer.add(
          "Rank 0 is first. Winners are chosen at the last epoch: there their rank is 0 by that"
              + " choice, ties aside."
              + (ranks.holds(CHANCE) ? "" : " By chance it would be 0.5, above the axis."));
    }
    footer.addAll(notes);
    return new Plate(grid, columns, rowTitles, legend(flat, layers, ranks.holds(CHANCE)), footer);
  }

  private static DrawnExperiment experiment(FigureSpec spec, Variant variant) {
    return spec.experiments().stream()
        .filter(one -> variant.experiment().isEmpty() || one.id().equals(variant.experiment()))
        .findFirst()
        .orElseThrow();
  }

  /** The last epoch of a training that did not diverge. */
  private static int lastEpoch(DrawnExperiment experiment, Rows all) {
    int measured = Arrays.stream(all.distinctInts("epoch")).max().orElse(0);
    var setting = experiment.settings().get("epochs");
    return setting == null ? measured : Math.max(measured, setting.value().asInt());
  }

  /** The name of a panel in a note. */
  private static String name(
      PanelChoice choice, List<Text> columns, List<Text> rows, int row, int column) {
    return Stream.of(
            choice.title(),
            column < columns.size() ? columns.get(column).unstyled() : "",
            row < rows.size() ? rows.get(row).unstyled() : "")
        .filter(part -> !part.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse(choice.variant().experiment());
  }

  /** The name of a panel in the CSV: experiment, variant and quantity as definitions name them. */
  private static String words(Draft draft) {
    StringBuilder words = new StringBuilder(draft.experiment);
    draft
        .choice
        .variant()
        .axes()
        .forEach(
            (axis, value) ->
                words.append(", ").append(axis).append(' ').append(Numbers.plain(value)));
    return words.append(": ").append(draft.show.word).toString();
  }

  private static List<Series> series(Draft draft, SortedSet<Integer> layers) {
    List<Series> series = new ArrayList<>();
    if (draft.show == Show.ACCURACY) {
      series.add(curve("students", draft.rows, draft.show.measure, STUDENTS, PERCENT));
      return series;
    }
    int place = 0;
    for (int layer : layers) {
      Look look = Looks.ordered(place++, layers.size());
      Rows own = draft.rows.where(LAYER, layer);
      String name = "layer " + (layer + 1);
      boolean both = draft.show == Show.RANKS_OF_WINNERS;
      series.add(curve(both ? name + ", mean" : name, own, draft.show.measure, look, 1));
      if (both) {
        Series median = curve(name + ", median", own, "median_rank", median(look), 1);
        // Each layer has one band, because a second band would hide the first.
        series.add(new Series(median.name(), median.x(), median.y(), median.look()));
      }
    }
    return series;
  }

  private static Series curve(String name, Rows rows, String column, Look look, double unit) {
    return SeedCurves.mean(name, rows, column, value -> unit * value, Band.LEAST_TO_GREATEST, look);
  }

  private static Look median(Look mean) {
    return new Look(mean.color(), Line.SHORT_DASHED, Sign.NONE, MEDIAN_WIDTH);
  }

  /** The vertical axis of all panels of a quantity, with room for the teachers' accuracy. */
  private static Axis axis(List<Draft> drafts, SortedSet<Integer> layers) {
    if (drafts.isEmpty()) {
      return Axis.around(Text.of(""), new double[0], 0, 1);
    }
    double[] values =
        Series.extent(drafts.stream().flatMap(draft -> series(draft, layers).stream()));
    Text title = drafts.get(0).show.axis;
    return switch (drafts.get(0).show.quantity) {
      case CORRELATION -> Axis.around(title, values, -1, 1.02);
      // A line of chance far above all ranks would press them to the lower edge.
      case RANK -> Axis.around(title, with(values, 0), -0.02, 1);
      case ACCURACY ->
          Axis.around(
              title,
              with(
                  values,
                  drafts.stream()
                      .mapToDouble(draft -> PERCENT * draft.rows.mean("teacher_accuracy"))
                      .filter(Double::isFinite)
                      .toArray()),
              0,
              PERCENT);
    };
  }

  private static double[] with(double[] values, double... more) {
    return DoubleStream.concat(Arrays.stream(values), Arrays.stream(more)).toArray();
  }

  private static String seedNote(Map<String, Integer> seeds) {
    List<Integer> counts = seeds.values().stream().distinct().toList();
    if (counts.size() == 1) {
      return SeedCurves.note(Band.LEAST_TO_GREATEST, counts.get(0));
    }
    List<String> each = new ArrayList<>();
    seeds.forEach((label, count) -> each.add(label + ": " + count));
    return "Lines: mean over seeds ("
        + String.join("; ", each)
        + "); bands: "
        + Band.LEAST_TO_GREATEST.words()
        + ".";
  }

  private static Key legend(List<Draft> drafts, SortedSet<Integer> layers, boolean chance) {
    List<Key.Entry> entries = new ArrayList<>();
    int place = 0;
    for (int layer : layers) {
      // The words are short, so that all samples stand in one row.
      entries.add(
          new Key.Entry(Text.of("layer " + (layer + 1)), Looks.ordered(place++, layers.size())));
    }
    if (drafts.stream().anyMatch(draft -> draft.show == Show.RANKS_OF_WINNERS)) {
      Look mean = new Look(Palette.INK, Line.SOLID, Sign.NONE, 1.2);
      entries.add(new Key.Entry(Text.of("mean"), mean));
      entries.add(new Key.Entry(Text.of("median"), median(mean)));
    }
    if (chance && drafts.stream().anyMatch(draft -> draft.show.ranks())) {
      entries.add(new Key.Entry(Text.of("chance"), CHANCE_LINE));
    }
    if (drafts.stream().anyMatch(draft -> draft.show == Show.ACCURACY)) {
      entries.add(new Key.Entry(Text.of("students"), STUDENTS));
      entries.add(new Key.Entry(Text.of("teachers"), TEACHERS));
    }
    return new Key.LegendBelow(entries);
  }
}
