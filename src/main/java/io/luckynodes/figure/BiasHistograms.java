package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.BiasesRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * Histograms of the biases of every BatchNorm layer, a panel for each layer, the lowest first. Bars
 * below 0 and above 0 differ in colour, and a line marks the layer's mean. A bin edge lies at 0, so
 * that no bar contains biases of both signs.
 */
final class BiasHistograms implements Drawing {
  private static final double ASPECT = 0.62;

  /** Upper end of the axis, as a multiple of the highest bar. */
  private static final double HEADROOM = 1.08;

  private static final int PERCENT = 100;
  private static final Look MEAN = new Look(Palette.INK, Line.DASHED, Sign.NONE, 1.1);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows biases = metrics.selected(BiasesRow.class, spec);
    Rows layers = metrics.selected(BatchNormRow.class, spec);
    Axis x = options.axis("x_range", Text.of("BatchNorm bias"));
    double width = options.positive("bin_width");
    Look negative = bars(0, width);
    Look positive = bars(1, width);

    int[] numbers = biases.distinctInts("layer");
    List<List<Series>> histograms = new ArrayList<>();
    for (int layer : numbers) {
      double[] values = biases.where("layer", layer).values("bias");
      histograms.add(
          List.of(
              histogram("negative", values, value -> value < 0, width, negative),
              histogram("positive", values, value -> value >= 0, width, positive)));
    }
    double highest =
        Arrays.stream(Series.extent(histograms.stream().flatMap(List::stream))).max().orElse(1);
    Axis y = new Axis(Text.of("share of the layer’s channels (%)"), 0, HEADROOM * highest);

    List<Panel> panels = new ArrayList<>();
    List<Panel> bars = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      Rows layer = layers.where("layer", numbers[i]);
      String name = "layer " + (numbers[i] + 1);
      bars.add(new Panel(name, Text.of(name), x, y, histograms.get(i), ""));
      double mean = layer.values("bias_mean")[0];
      List<Series> series = new ArrayList<>(histograms.get(i));
      series.add(
          new Series("mean", new double[] {mean, mean}, new double[] {y.low(), y.high()}, MEAN));
      String place = i == 0 ? " (lowest)" : i == numbers.length - 1 ? " (top)" : "";
      double share = (double) layer.ints("negative")[0] / layer.ints("channels")[0];
      panels.add(
          new Panel(
              name,
              Text.of(name + place + ": " + percent(share) + " < 0"),
              x,
              y,
              series,
              "not measured"));
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "Bins are "
            + Numbers.plain(width)
            + " wide; "
            + biases.count()
            + " biases in "
            + numbers.length
            + " layers.");
    Panel.outside(bars, "bar").ifPresent(notes::add);
    return new Plate(
        Plate.Row.grid(panels, ASPECT),
        List.of(),
        List.of(),
        new Key.LegendBelow(
            List.of(
                new Key.Entry(Text.of("negative biases"), negative),
                new Key.Entry(Text.of("positive biases"), positive),
                new Key.Entry(Text.of("mean of the layer"), MEAN))),
        notes);
  }

  private static Look bars(int category, double width) {
    return new Look(Palette.category(category), Line.NONE, Sign.BAR, width);
  }

  /** A share in percent, such as 87 %; with one decimal if it would be rounded to 100 %. */
  private static String percent(double share) {
    double rounded = Math.rint(PERCENT * share);
    boolean whole = rounded < PERCENT || share == 1;
    return whole
        ? String.format(Locale.ROOT, "%.0f %%", rounded)
        : String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
  }

  /** Bars at the middle of each bin that is not empty, in percent of all biases of the layer. */
  private static Series histogram(
      String name, double[] values, DoublePredicate side, double width, Look look) {
    SortedMap<Long, Integer> counts = new TreeMap<>();
    Arrays.stream(values)
        .filter(side)
        .forEach(value -> counts.merge((long) Math.floor(value / width), 1, Integer::sum));
    return new Series(
        name,
        counts.keySet().stream().mapToDouble(bin -> (bin + 0.5) * width).toArray(),
        counts.values().stream()
            .mapToDouble(count -> (double) PERCENT * count / values.length)
            .toArray(),
        look);
  }
}
