package io.luckynodes.figure;

import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StableCellsRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of stable cells. The upper panels, one for each class that neurons point to, show the
 * number of different cells that the probes are in, round after round. The lower panel shows the
 * number of stable cells found beside the upper bound on all cells, both as logarithms.
 */
final class StableCellCounts implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final double ASPECT = 0.75;
  private static final double WIDE_ASPECT = 0.42;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rounds = metrics.selected(ProbesRow.class, spec);
    Rows found = metrics.selected(StableCellsRow.class, spec);
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
        series.add(course("N = " + sizes[n], cell, look));
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
                    asDoubles(found.ints("samples")))
                .at(asDoubles(found.ints("samples"))),
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
        if (counts.length == 0) {
          continue;
        }
        notes.add(
            "N = "
                + size
                + ", class "
                + pointsTo
                + ": "
                + range(counts)
                + " stable cells, of them "
                + range(own.ints("fixed"))
                + " strictly, and with those that no probe has met "
                + range(
                    Arrays.stream(StableCellsRow.withUnseen(own))
                        .mapToInt(all -> (int) Math.round(all))
                        .toArray())
                + "; there can be "
                + Numbers.powerOfTen((int) Math.round(own.values("cells_log10")[0]))
                + ".");
      }
    }
    notes.add(
        "From "
            + range(found.ints("probes"))
            + " probes; those that none has met are Chao's estimate, from cells that one or two have met. A trial that stopped sooner than another keeps its last number. "
            + SeedCurves.note(Band.LEAST_TO_GREATEST, found.distinctInts("seed").length));
    return new Plate(
        List.of(new Plate.Row(panels, ASPECT), new Plate.Row(List.of(below), WIDE_ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                entries.subList(0, sizes.length), entries.subList(sizes.length, entries.size()))),
        notes);
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

  private static Series curve(String name, Rows rows, String column, int pointsTo, Look look) {
    Rows own = rows.where("points_to", pointsTo);
    return SeedCurves.mean(
        name,
        asDoubles(own.ints("samples")),
        own.ints("seed"),
        own.values(column),
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
