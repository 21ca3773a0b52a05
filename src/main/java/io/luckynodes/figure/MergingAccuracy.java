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
import java.util.stream.DoubleStream;

/**
 * Accuracy before and after each cluster is merged into one neuron, against the threshold of the
 * clusters, a panel for each number of samples, which gives the numbers at one threshold.
 */
final class MergingAccuracy implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final double ASPECT = 0.9;

  /** Room for the numbers below the curves, as a share of what the curves span. */
  private static final double ROOM = 0.4;

  private static final List<String> SETS = List.of("train", "test");
  private static final Look NEURONS = new Look(Palette.INK, Line.NONE, Sign.NONE, 1);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    double cosine = options.positive("cosine");
    Rows rows = metrics.selected(MergingRow.class, spec);
    double[] sizes = rows.drawnValues(SAMPLES, spec);
    Axis x =
        Axis.around(Text.of("cosine from which neurons are merged"), rows.values("cosine"), 0, 1.01)
            .at(rows.values("cosine"));
    List<List<Series>> drawn = new ArrayList<>();
    List<List<Key.Entry>> words = new ArrayList<>();
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
      words.add(lines(own.where("cosine", cosine)));
    }
    double[] accuracies = Series.extent(drawn.stream().flatMap(List::stream));
    double least = Arrays.stream(accuracies).min().orElse(0);
    double span = Arrays.stream(accuracies).max().orElse(0) - least;
    Axis y =
        Axis.around(
            Text.of("accuracy (%)"),
            DoubleStream.concat(
                    Arrays.stream(accuracies),
                    Arrays.stream(accuracies).limit(1).map(any -> least - ROOM * span))
                .toArray(),
            0,
            101);
    List<Panel> panels = new ArrayList<>();
    for (int n = 0; n < sizes.length; n++) {
      panels.add(
          new Panel(
                  "N = " + Numbers.plain(sizes[n]),
                  Text.of("").italic("N").plain(" = " + Numbers.plain(sizes[n])),
                  x,
                  y,
                  drawn.get(n),
                  "not measured, or every seed diverged")
              .with(Panel.Label.inLowerRight(x, y, words.get(n))));
    }
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
        List.of(
            "Numbers: at cosine "
                + Numbers.plain(cosine)
                + ", before and after merging, mean ± standard deviation over seeds.",
            SeedCurves.note(Band.STANDARD_DEVIATION, rows.distinctInts("seed").length)));
  }

  private static Look look(int set, boolean merged) {
    return new Look(
        Palette.category(set),
        merged ? Line.SOLID : Line.DOTTED,
        merged ? (set == 0 ? Sign.CIRCLE : Sign.SQUARE) : Sign.NONE,
        merged ? 1.2 : 1.6);
  }

  /** The numbers at one threshold, a line for each quantity; none if nothing was measured. */
  private static List<Key.Entry> lines(Rows rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Key.Entry> lines = new ArrayList<>();
    lines.add(
        line(
            spread(asDoubles(rows.ints("neurons")), 0),
            spread(asDoubles(rows.ints("clusters")), 1),
            "neurons",
            NEURONS));
    for (int s = 0; s < SETS.size(); s++) {
      lines.add(
          line(
              spread(percent(rows.values(SETS.get(s) + "_before")), 2),
              spread(percent(rows.values(SETS.get(s) + "_after")), 2),
              "%",
              look(s, true)));
    }
    return lines;
  }

  private static Key.Entry line(String before, String after, String unit, Look look) {
    return new Key.Entry(Text.of(before + " → " + after + " " + unit), look);
  }

  /** Mean ± standard deviation over seeds. */
  private static String spread(double[] values, int decimals) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
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
