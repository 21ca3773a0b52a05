package io.luckynodes.figure;

import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * A column of any table in shades, with a field for each pair of values of two columns or axes of
 * the sweep. A field shows the mean over seeds, and a seed with several rows in a field counts with
 * their mean. Option {@code panel} names a column or an axis, each value of which has a panel. All
 * panels have one scale.
 */
final class ValueMap implements Drawing {
  private static final String LOGARITHMIC = "value";
  private static final int STEPS = 10;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    ChosenRows chosen = ChosenRows.of(DrawingKind.VALUE_MAP, spec, options, metrics);
    Rows rows = chosen.rows();
    String x = options.text("x");
    String y = options.text("y");
    double[] across = rows.distinct(x);
    double[] down = reversed(rows.distinct(y));
    List<ChosenRows.Part> parts = chosen.parts(rows, options.text("panel"));
    LeftOut leftOut = new LeftOut();
    List<double[][]> maps = new ArrayList<>();
    for (ChosenRows.Part part : parts) {
      maps.add(means(part.rows(), across, down, chosen, leftOut));
    }
    Shading scale = Shading.of(maps, chosen.decades(LOGARITHMIC));
    Axis xAxis = chosen.named("x", across);
    Axis yAxis = chosen.named("y", reversed(down));
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      panels.add(
          new Panel(
              name.isEmpty() ? "all" : name,
              Text.of(name),
              xAxis,
              yAxis,
              List.of(),
              "no numbers",
              map(chosen.title(y), across, down, maps.get(i), scale)));
    }
    List<String> notes = new ArrayList<>(chosen.notes());
    int seeds = rows.distinctInts(TableType.SEED).length;
    notes.add(seeds == 1 ? "One seed." : "Means over " + seeds + " seeds.");
    notes.addAll(leftOut.notes());
    if (maps.stream().flatMapToDouble(ValueMap::all).anyMatch(Double::isNaN)) {
      notes.add("White: no number.");
    }
    return new Plate(
        ChosenRows.grid(panels), List.of(), List.of(), scale.bar(chosen.titleOf("value")), notes);
  }

  private static Optional<HeatMap> map(
      String rowName, double[] across, double[] down, double[][] values, Shading scale) {
    return all(values).allMatch(Double::isNaN)
        ? Optional.empty()
        : Optional.of(
            new HeatMap(
                rowName,
                DoubleStream.of(across).boxed().toList(),
                DoubleStream.of(down).boxed().toList(),
                values,
                scale::colour));
  }

  /** Means over seeds, [y from the greatest][x]; NaN where there is no number. */
  private static double[][] means(
      Rows rows, double[] across, double[] down, ChosenRows chosen, LeftOut leftOut) {
    double[][] means = new double[down.length][across.length];
    for (double[] row : means) {
      Arrays.fill(row, Double.NaN);
    }
    double[] x = rows.values(chosen.options().text("x"));
    double[] y = rows.values(chosen.options().text("y"));
    double[] values = rows.values(chosen.options().text("value"));
    int[] seeds = rows.ints(TableType.SEED);
    SortedMap<Integer, SortedMap<Integer, List<Double>>> fields = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i]) || !Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        leftOut.notFinite();
      } else {
        int field = place(down, y[i]) * across.length + place(across, x[i]);
        fields
            .computeIfAbsent(field, unseen -> new TreeMap<>())
            .computeIfAbsent(seeds[i], unseen -> new ArrayList<>())
            .add(values[i]);
      }
    }
    fields.forEach(
        (field, bySeed) -> {
          double mean =
              bySeed.values().stream().mapToDouble(ValueMap::mean).average().orElseThrow();
          if (chosen.decades(LOGARITHMIC) && mean <= 0) {
            leftOut.notPositive();
          } else {
            means[field / across.length][field % across.length] = mean;
          }
        });
    return means;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  private static int place(double[] values, double value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    throw new IllegalStateException(value + " is not among " + Arrays.toString(values));
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  private static DoubleStream all(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream);
  }

  /** The shades of all panels, dark for the least value. */
  private record Shading(double low, double high, boolean decades) {
    static Shading of(List<double[][]> maps, boolean decades) {
      double[] finite =
          maps.stream().flatMapToDouble(ValueMap::all).filter(Double::isFinite).toArray();
      double low = Arrays.stream(finite).min().orElse(1);
      double high = Arrays.stream(finite).max().orElse(1);
      return new Shading(low, high, decades);
    }

    Color colour(double value) {
      return Double.isNaN(value) ? Color.WHITE : Palette.ordered(share(value));
    }

    private double share(double value) {
      if (high == low) {
        return 0;
      }
      return decades
          ? StrictMath.log(value / low) / StrictMath.log(high / low)
          : (value - low) / (high - low);
    }

    private double at(double share) {
      return decades ? low * StrictMath.pow(high / low, share) : low + share * (high - low);
    }

    Key.ColourBar bar(Text title) {
      int steps = high == low ? 1 : STEPS;
      List<Key.Shade> shades = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        double share = steps == 1 ? 0 : (double) step / (steps - 1);
        shades.add(new Key.Shade(Numbers.significant(at(share), 2), Palette.ordered(share)));
      }
      return new Key.ColourBar(title, shades);
    }
  }
}
