package io.luckynodes.figure;

import io.luckynodes.claim.PowersOfTen;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StableCellsRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Counts of cells, a column of panels for each class that neurons point to. The upper panels show
 * the number of different cells that the probes are in, round after round. The lower panels show
 * the number of stable cells that were found, with the upper bound on all cells above them.
 */
final class StableCellCounts implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final double ASPECT = 0.75;
  private static final int[] CLASSES = {1, 2};

  /** The curves of the lower panels. */
  private static final List<String> COUNTS =
      List.of("stable, with cells not met", "stable and met", "of these, with the target inside");

  /** Room above the curves for the bounds, as a multiple of the greatest count. */
  private static final double ROOM = 2;

  /** Distance of a bound from the upper edge of its panel, in points. */
  private static final double DISTANCE = 8;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rounds = metrics.selected(ProbesRow.class, spec);
    Rows found = metrics.selected(StableCellsRow.class, spec);
    int[] sizes = found.distinctInts("samples");
    Axis x = Axis.around(Text.of("round"), asDoubles(rounds.ints("round")), -0.3, 1e6);
    Axis y = Axis.decadesAround(Text.of("different cells"), asDoubles(rounds.ints("patterns")));
    List<Panel> panels = new ArrayList<>();
    List<Key.Entry> entries = new ArrayList<>();
    for (int pointsTo : CLASSES) {
      List<Series> series = new ArrayList<>();
      for (int n = 0; n < sizes.length; n++) {
        Rows own = rounds.where("points_to", pointsTo);
        Rows cell = sizes.length == 1 ? own : own.where(SAMPLES, (double) sizes[n]);
        Look look = Looks.ordered(n, sizes.length);
        series.add(course("N = " + sizes[n], cell, look));
        if (pointsTo == 1) {
          entries.add(new Key.Entry(Text.of("").italic("N").plain(" = " + sizes[n]), look));
        }
      }
      panels.add(
          new Panel(
              "neurons that point to class " + pointsTo,
              Text.of(""),
              x,
              y,
              series,
              "not measured"));
    }
    double[] samples = asDoubles(found.ints("samples"));
    Axis against =
        Axis.decadesAround(Text.of("").italic("N").plain(", training samples"), samples)
            .withRoom(0.06)
            .at(samples);
    double[] counts =
        counts(found).stream()
            .flatMapToDouble(Arrays::stream)
            .flatMap(count -> DoubleStream.of(count, ROOM * count))
            .toArray();
    Axis stable = Axis.fitting(Text.of("stable cells"), true, counts);
    List<Panel> below = new ArrayList<>();
    for (int pointsTo : CLASSES) {
      below.add(counts(pointsTo, found, against, stable));
    }
    return new Plate(
        List.of(new Plate.Row(panels, ASPECT), new Plate.Row(below, ASPECT)),
        Arrays.stream(CLASSES)
            .mapToObj(pointsTo -> Text.of("neurons that point to class " + pointsTo))
            .toList(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.from(0, panels.size()), entries),
                new Key.PanelGroup(
                    PanelLetters.from(panels.size(), below.size()),
                    IntStream.range(0, COUNTS.size())
                        .mapToObj(c -> new Key.Entry(Text.of(COUNTS.get(c)), Looks.curve(c)))
                        .toList()))),
        List.of(
            "From "
                + range(found.ints("probes"))
                + " probes; the number with cells that none of them has met is Chao's estimate. Above"
                + " the curves: the upper bound on all cells. A trial that stopped sooner than another"
                + " keeps its last number. "
                + SeedCurves.note(Band.LEAST_TO_GREATEST, found.distinctInts("seed").length)));
  }

  /** The numbers of stable cells of a class against the samples. */
  private static Panel counts(int pointsTo, Rows found, Axis x, Axis y) {
    Rows own = found.where("points_to", pointsTo);
    List<double[]> counts = counts(own);
    List<Series> series = new ArrayList<>();
    for (int c = 0; c < COUNTS.size(); c++) {
      series.add(
          SeedCurves.mean(
              COUNTS.get(c),
              asDoubles(own.ints("samples")),
              own.ints("seed"),
              counts.get(c),
              Band.LEAST_TO_GREATEST,
              Looks.curve(c)));
    }
    List<Panel.Label> bounds = new ArrayList<>();
    for (int size : own.distinctInts("samples")) {
      double log10 = own.where("samples", size).mean("cells_log10");
      Text bound = Text.of("≤ " + PowersOfTen.of((int) Math.round(log10)));
      bounds.add(new Panel.Label(bound, size, y.high(), DISTANCE));
    }
    return new Panel("stable cells, class " + pointsTo, Text.of(""), x, y, series, "not measured")
        .with(bounds);
  }

  /** The number of stable cells in each row, in the order of {@link #COUNTS}. */
  private static List<double[]> counts(Rows rows) {
    return List.of(
        StableCellsRow.withUnseen(rows),
        asDoubles(rows.ints("estimate")),
        asDoubles(rows.ints("fixed")));
  }

  /** Means over seeds; a seed that stopped sooner than another keeps its last number. */
  private static Series course(String name, Rows rows, Look look) {
    int rounds = Arrays.stream(rows.ints("round")).max().orElse(-1) + 1;
    int[] seeds = rows.distinctInts("seed");
    double[] places = new double[rounds * seeds.length];
    int[] owners = new int[places.length];
    double[] values = new double[places.length];
    for (int s = 0; s < seeds.length; s++) {
      Rows own = rows.where("seed", seeds[s]);
      int[] round = own.ints("round");
      int[] patterns = own.ints("patterns");
      double[] byRound = new double[rounds];
      Arrays.fill(byRound, Double.NaN);
      for (int i = 0; i < round.length; i++) {
        byRound[round[i]] = patterns[i];
      }
      for (int r = 0; r < rounds; r++) {
        if (r > 0 && Double.isNaN(byRound[r])) {
          byRound[r] = byRound[r - 1];
        }
        places[s * rounds + r] = r;
        owners[s * rounds + r] = seeds[s];
        values[s * rounds + r] = byRound[r];
      }
    }
    return SeedCurves.mean(name, places, owners, values, Band.LEAST_TO_GREATEST, look);
  }

  private static String range(int[] values) {
    int least = Arrays.stream(values).min().orElse(0);
    int most = Arrays.stream(values).max().orElse(0);
    return least == most ? Integer.toString(least) : least + " to " + most;
  }

  private static double[] asDoubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
