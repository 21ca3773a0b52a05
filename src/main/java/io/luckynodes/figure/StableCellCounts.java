package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Stable cells: how many different cells the probes are in, round after round, a panel for each
 * class that neurons point to; and below them the number of stable cells found beside the number of
 * cells there can be, both as logarithms.
 */
final class StableCellCounts implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final double ASPECT = 0.75;
  private static final double WIDE_ASPECT = 0.42;

  @Override
  public Set<String> tables() {
    return Set.of("stable-cells", "probes");
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rounds = metrics.rows("probes").only(spec, List.of(SAMPLES));
    Rows found = metrics.rows("stable-cells").only(spec, List.of(SAMPLES));
    int[] sizes = found.distinctInts("samples");
    Axis x = Axis.around(Text.of("round"), asDoubles(rounds.ints("round")), -0.3, 1e6);
    Axis y = Axis.decadesAround(Text.of("different cells"), asDoubles(rounds.ints("patterns")));
    List<Panel> panels = new ArrayList<>();
    List<Key.Entry> entries = new ArrayList<>();
    for (int pointsTo : new int[] {1, 2}) {
      List<Series> series = new ArrayList<>();
      for (int n = 0; n < sizes.length; n++) {
        Rows own = rounds.where("points_to", pointsTo);
        Rows cell = sizes.length == 1 ? own : own.where(SAMPLES, (double) sizes[n]);
        Look look = Looks.ordered(n, sizes.length);
        series.add(
            SeedCurves.mean(
                "N = " + sizes[n],
                asDoubles(cell.ints("round")),
                cell.ints("seed"),
                asDoubles(cell.ints("patterns")),
                Band.LEAST_TO_GREATEST,
                look));
        if (pointsTo == 1) {
          entries.add(new Key.Entry(Text.of("").italic("N").plain(" = " + sizes[n]), look));
        }
      }
      panels.add(
          new Panel(
              "neurons that point to class " + pointsTo,
              Text.of("neurons that point to class " + pointsTo),
              x,
              y,
              series,
              "not measured"));
    }
    List<Series> totals = new ArrayList<>();
    Look most = Looks.curve(3);
    totals.add(curve("cells there can be", found, "cells_log10", 1, most));
    entries.add(new Key.Entry(Text.of("cells there can be"), most));
    for (int pointsTo : new int[] {1, 2}) {
      Look look = Looks.curve(pointsTo - 1);
      Rows own = found.where("points_to", pointsTo);
      totals.add(
          SeedCurves.mean(
              "stable, class " + pointsTo,
              asDoubles(own.ints("samples")),
              own.ints("seed"),
              Arrays.stream(own.ints("estimate"))
                  .mapToDouble(count -> StrictMath.log10(count))
                  .toArray(),
              Band.LEAST_TO_GREATEST,
              look));
      entries.add(new Key.Entry(Text.of("stable, class " + pointsTo), look));
    }
    Panel below =
        new Panel(
            "cells",
            Text.of("stable cells found, and all cells there can be"),
            Axis.decadesAround(
                Text.of("").italic("N").plain(", training samples"),
                asDoubles(found.ints("samples"))),
            Axis.around(
                Text.of("log").sub("10").plain(" of the number"),
                Series.extent(totals.stream()),
                -1e9,
                1e9),
            totals,
            "not measured");
    List<String> notes = new ArrayList<>();
    for (int pointsTo : new int[] {1, 2}) {
      for (int size : sizes) {
        Rows own = found.where("points_to", pointsTo).where("samples", size);
        int[] counts = own.ints("estimate");
        notes.add(
            "N = "
                + size
                + ", class "
                + pointsTo
                + ": "
                + range(counts)
                + " stable cells"
                + " ("
                + range(own.ints("fixed"))
                + " strictly), of up to 10^"
                + Math.round(own.doubles("cells_log10")[0])
                + ".");
      }
    }
    notes.add(
        "From "
            + range(found.ints("probes"))
            + " probes. "
            + SeedCurves.note(Band.LEAST_TO_GREATEST, found.distinctInts("seed").length));
    return new Plate(
        List.of(new Plate.Row(panels, ASPECT), new Plate.Row(List.of(below), WIDE_ASPECT)),
        List.of(),
        List.of(),
        new Key.LegendBelow(entries),
        notes);
  }

  private static Series curve(String name, Rows rows, String column, int pointsTo, Look look) {
    Rows own = rows.where("points_to", pointsTo);
    return SeedCurves.mean(
        name,
        asDoubles(own.ints("samples")),
        own.ints("seed"),
        own.doubles(column),
        Band.LEAST_TO_GREATEST,
        look);
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
