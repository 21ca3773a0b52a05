package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Accuracy before and after each cluster is merged into one neuron, against the threshold of the
 * clusters, a panel for each number of samples. The footer gives the numbers at one threshold.
 */
final class MergingAccuracy implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final double ASPECT = 0.9;
  private static final List<String> SETS = List.of("train", "test");

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    double cosine = options.positive("cosine");
    Rows rows = metrics.selected(MergingRow.class, spec);
    double[] sizes = rows.drawnValues(SAMPLES, spec);
    Axis x =
        Axis.around(Text.of("cosine from which neurons are merged"), rows.values("cosine"), 0, 1.01)
            .at(rows.values("cosine"));
    List<List<Series>> drawn = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (double size : sizes) {
      Rows own = rows.where(SAMPLES, size);
      List<Series> series = new ArrayList<>();
      for (int s = 0; s < SETS.size(); s++) {
        for (String when : List.of("before", "after")) {
          series.add(
              SeedCurves.mean(
                  SETS.get(s) + ", " + when,
                  own.values("cosine"),
                  own.ints("seed"),
                  percent(own.values(SETS.get(s) + "_" + when)),
                  Band.STANDARD_DEVIATION,
                  look(s, when.equals("after"))));
        }
      }
      drawn.add(series);
      notes.add(line(size, own.where("cosine", cosine), cosine));
    }
    Axis y =
        Axis.around(
            Text.of("accuracy (%)"), Series.extent(drawn.stream().flatMap(List::stream)), 0, 101);
    List<Panel> panels = new ArrayList<>();
    for (int n = 0; n < sizes.length; n++) {
      panels.add(
          new Panel(
              "N = " + Numbers.plain(sizes[n]),
              Text.of("").italic("N").plain(" = " + Numbers.plain(sizes[n])),
              x,
              y,
              drawn.get(n),
              "not measured, or every seed diverged"));
    }
    notes.add(SeedCurves.note(Band.STANDARD_DEVIATION, rows.distinctInts("seed").length));
    List<Key.Entry> entries = new ArrayList<>();
    for (int s = 0; s < SETS.size(); s++) {
      String images = SETS.get(s).equals("train") ? "training" : "test";
      entries.add(new Key.Entry(Text.of(images + ", merged"), look(s, true)));
      entries.add(new Key.Entry(Text.of(images), look(s, false)));
    }
    return new Plate(
        List.of(Plate.Row.ofAny(panels, ASPECT)),
        List.of(),
        List.of(),
        new Key.LegendBelow(entries),
        notes);
  }

  private static Look look(int set, boolean merged) {
    return new Look(
        Palette.category(set),
        merged ? Line.SOLID : Line.DOTTED,
        merged ? (set == 0 ? Sign.CIRCLE : Sign.SQUARE) : Sign.NONE,
        merged ? 1.2 : 1.6);
  }

  /** The numbers for one number of samples at one threshold, as a sentence. */
  private static String line(double size, Rows rows, double cosine) {
    return "N = "
        + Numbers.plain(size)
        + ", cosine "
        + Numbers.plain(cosine)
        + ": "
        + spread(asDoubles(rows.ints("neurons")), 0)
        + " neurons merge to "
        + spread(asDoubles(rows.ints("clusters")), 1)
        + "; training "
        + spread(percent(rows.values("train_before")), 2)
        + " to "
        + spread(percent(rows.values("train_after")), 2)
        + " %, test "
        + spread(percent(rows.values("test_before")), 2)
        + " to "
        + spread(percent(rows.values("test_after")), 2)
        + " %.";
  }

  /** Mean ± standard deviation over seeds. */
  private static String spread(double[] values, int decimals) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    if (Double.isNaN(mean)) {
      return "nothing";
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    return Numbers.fixed(mean, decimals)
        + (deviation == 0 ? "" : " ± " + Numbers.fixed(deviation, decimals));
  }

  private static double[] percent(double[] shares) {
    return Arrays.stream(shares).map(share -> 100 * share).toArray();
  }

  private static double[] asDoubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
