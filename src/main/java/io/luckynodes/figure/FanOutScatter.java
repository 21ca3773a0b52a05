package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;

/**
 * Every student node at the last epoch as a dot: its correlation to the teacher node it follows
 * best against its fan-out norm. Polarities from top to bottom, over-realisation from left to
 * right, one colour per seed.
 */
final class FanOutScatter implements Drawing {
  private static final String POLARITY = "polarity";
  private static final String WIDTH = "over_realisation";
  private static final double OPACITY = 0.6;
  private static final double DIAMETER = 1.75;
  private static final double ASPECT = 0.95;

  @Override
  public Set<String> tables() {
    return Set.of("student-nodes");
  }

  @Override
  public Set<String> options() {
    return Set.of("x_range", "y_range");
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Axis x = options.axis("x_range", Text.of("correlation to the best-correlated teacher node"));
    Axis y = options.axis("y_range", Text.of("fan-out norm ‖").italic("v").sub("j").plain("‖"));
    Rows last = metrics.rows("student-nodes").only(spec, List.of(POLARITY, WIDTH)).atLastEpoch();
    int[] seeds = last.distinctInts("seed");
    double[] widths = last.drawnValues(WIDTH, spec);
    double[] polarities = last.drawnValues(POLARITY, spec);

    Set<Integer> broken = new LinkedHashSet<>();
    List<Plate.Row> grid = new ArrayList<>();
    for (double polarity : polarities) {
      List<Panel> panels = new ArrayList<>();
      for (double width : widths) {
        Rows cell = last.where(POLARITY, polarity).where(WIDTH, width);
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < seeds.length; s++) {
          Rows ofSeed = cell.where("seed", seeds[s]);
          Rows drawn = ofSeed.whereFinite("correlation", true).whereFinite("fan_out", true);
          if (drawn.count() < ofSeed.count()) {
            broken.add(seeds[s]);
          }
          series.add(
              new Series(
                  "seed " + seeds[s],
                  drawn.doubles("correlation"),
                  drawn.doubles("fan_out"),
                  new Look(
                      Palette.translucent(color(s, seeds.length), OPACITY),
                      Line.NONE,
                      Sign.DOT,
                      DIAMETER)));
        }
        panels.add(
            new Panel(
                "p = " + Numbers.plain(polarity) + ", " + Numbers.plain(width) + "×",
                Text.of(""),
                x,
                y,
                series,
                cell.isEmpty() ? "not measured" : "every seed diverged"));
      }
      grid.add(new Plate.Row(panels, ASPECT));
    }
    return new Plate(
        grid,
        texts(widths, value -> Text.of(Numbers.plain(value) + "× students")),
        texts(
            polarities,
            value -> Text.of("polarity ").italic("p").plain(" = " + Numbers.plain(value))),
        new Key.ColourBar(Text.of("seed"), shades(seeds)),
        notes(last, grid, broken, seeds.length));
  }

  private static List<String> notes(
      Rows last, List<Plate.Row> grid, Set<Integer> broken, int seeds) {
    List<String> notes = new ArrayList<>();
    int[] epochs = last.distinctInts("epoch");
    notes.add(
        "One dot per student node"
            + (epochs.length == 1 ? " after epoch " + epochs[0] : "")
            + ", one colour per seed ("
            + seeds
            + ").");
    Panel.outside(grid.stream().flatMap(row -> row.panels().stream()).toList(), "dot")
        .ifPresent(notes::add);
    if (!broken.isEmpty()) {
      notes.add("Diverged in at least one panel and left out there: seeds " + broken + ".");
    }
    return notes;
  }

  private static List<Key.Shade> shades(int[] seeds) {
    List<Key.Shade> shades = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      shades.add(new Key.Shade(Integer.toString(seeds[s]), color(s, seeds.length)));
    }
    return shades;
  }

  private static Color color(int seed, int seeds) {
    return Palette.ordered(seeds == 1 ? 0 : (double) seed / (seeds - 1));
  }

  private static List<Text> texts(double[] values, DoubleFunction<Text> text) {
    return Arrays.stream(values).mapToObj(text).toList();
  }
}
