package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.PlaneCellsRow;
import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.PlaneSamplesRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples of two classes in the plane, whose cells are sectors, with a column for neurons that
 * point to class 1 and one for class 2. The upper panels show the samples, the bounds of the cells,
 * and the target vectors of all cells, those of stable cells prominent. The lower panels show the
 * directions over steps of the neurons that point to the class after training, with bounds of cells
 * and targets of stable cells as lines.
 */
final class PlanePaths implements Drawing {
  private static final double PATHS_ASPECT = 0.95;
  private static final double ARROW = 0.86;
  private static final Look BOUND =
      new Look(new java.awt.Color(0xBBBBBB), Line.SOLID, Sign.NONE, 0.6);
  private static final Look TARGET =
      new Look(Palette.category(2), Line.SHORT_DASHED, Sign.NONE, 0.8);
  private static final Look STABLE = new Look(Palette.category(3), Line.SOLID, Sign.NONE, 2.2);
  private static final Look PATH = new Look(Palette.INK, Line.SOLID, Sign.NONE, 0.7);
  private static final Look DEAD = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 0.9);
  private static final Look[] CLASSES = {
    new Look(Palette.category(0), Line.NONE, Sign.CIRCLE, 1),
    new Look(Palette.category(1), Line.NONE, Sign.SQUARE, 1)
  };

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(PlaneNeuronsRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows neurons = all.where("seed", seed);
    Rows samples = metrics.selected(PlaneSamplesRow.class, spec).where("seed", seed);
    Rows cells = metrics.selected(PlaneCellsRow.class, spec).where("seed", seed);
    Axis x1 = options.axis("range", Text.of("").italic("x").sub("1"));
    Axis x2 = options.axis("range", Text.of("").italic("x").sub("2"));
    Axis steps =
        new Axis(
            Text.of("step (logarithmic scale of step + 1)"),
            0,
            Math.max(1, Arrays.stream(neurons.distinctInts("step")).max().orElse(1)),
            Axis.Scale.LOGARITHMIC_FROM_ONE);
    Axis degrees =
        new Axis(Text.of("direction of ").italic("w").plain(" (degrees)"), -180, 180)
            .at(-180, -90, 0, 90, 180);
    List<Panel> above = new ArrayList<>();
    List<Panel> below = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int pointsTo : new int[] {1, 2}) {
      Rows own = cells.where("points_to", pointsTo);
      above.add(plane(pointsTo, samples, own, x1, x2));
      below.add(paths(pointsTo, neurons, own, steps, degrees));
      boolean[] stable = own.flags("stable");
      long count = IntStream.range(0, stable.length).filter(i -> stable[i]).count();
      notes.add(
          "Class "
              + pointsTo
              + ": "
              + count
              + " of "
              + stable.length
              + (count == 1 ? " cells is stable." : " cells are stable."));
    }
    boolean[] alive = neurons.atEnd().flags("has_target");
    boolean dead = IntStream.range(0, alive.length).anyMatch(n -> !alive[n]);
    notes.add(
        "Bounds of cells are perpendicular to the samples. A neuron is counted to the class it points"
            + " to after training"
            + (dead ? "; those that let no sample pass then are dotted" : "")
            + ". Seed "
            + seed
            + ".");
    List<Key.Entry> entries =
        List.of(
            new Key.Entry(Text.of("sample of class 1"), CLASSES[0]),
            new Key.Entry(Text.of("sample of class 2"), CLASSES[1]),
            new Key.Entry(Text.of("bound of a cell"), BOUND),
            new Key.Entry(Text.of("target of a cell"), TARGET),
            new Key.Entry(Text.of("target of a stable cell"), STABLE),
            new Key.Entry(Text.of("neuron"), PATH));
    return new Plate(
        List.of(new Plate.Row(above, 1), new Plate.Row(below, PATHS_ASPECT)),
        List.of(Text.of("neurons that point to class 1"), Text.of("neurons that point to class 2")),
        List.of(),
        new Key.LegendBelow(entries),
        notes);
  }

  private static Panel plane(int pointsTo, Rows samples, Rows cells, Axis x1, Axis x2) {
    double reach = Math.min(x1.high(), x2.high());
    List<Series> series = new ArrayList<>();
    double[] bounds = cells.values("from_degrees");
    for (int c = 0; c < bounds.length; c++) {
      series.add(ray("bound " + (c + 1), bounds[c], 2 * reach, BOUND));
    }
    boolean[] stable = cells.flags("stable");
    double[] targets = cells.values("target_degrees");
    for (boolean prominent : new boolean[] {false, true}) {
      for (int c = 0; c < targets.length; c++) {
        if (stable[c] == prominent && Double.isFinite(targets[c])) {
          series.add(
              ray(
                  (prominent ? "target of stable cell " : "target of cell ") + (c + 1),
                  targets[c],
                  ARROW * reach,
                  prominent ? STABLE : TARGET));
        }
      }
    }
    for (int label : new int[] {1, 2}) {
      Rows own = samples.where("sample_class", label);
      double[] x = own.values("x1");
      double[] y = own.values("x2");
      for (int s = 0; s < x.length; s++) {
        // Each sample is a series, because a longer series would carry only a few of its signs.
        series.add(
            new Series(
                "sample " + (s + 1) + " of class " + label,
                new double[] {x[s]},
                new double[] {y[s]},
                CLASSES[label - 1]));
      }
    }
    return new Panel(
        "cells and targets, class " + pointsTo,
        Text.of("cells and their targets"),
        x1,
        x2,
        series,
        "not measured");
  }

  private static Series ray(String name, double degrees, double length, Look look) {
    double angle = Math.toRadians(degrees);
    return new Series(
        name,
        new double[] {0, length * StrictMath.cos(angle)},
        new double[] {0, length * StrictMath.sin(angle)},
        look);
  }

  private static Panel paths(int pointsTo, Rows neurons, Rows cells, Axis steps, Axis degrees) {
    List<Series> series = new ArrayList<>();
    double[] bounds = cells.values("from_degrees");
    for (int c = 0; c < bounds.length; c++) {
      series.add(level("bound " + (c + 1), bounds[c], steps, BOUND));
    }
    boolean[] stable = cells.flags("stable");
    double[] targets = cells.values("target_degrees");
    for (int c = 0; c < targets.length; c++) {
      if (stable[c]) {
        series.add(level("target of stable cell " + (c + 1), targets[c], steps, STABLE));
      }
    }
    Rows last = neurons.atEnd().where("points_to", pointsTo);
    int[] numbers = last.ints("neuron");
    boolean[] alive = last.flags("has_target");
    for (int n = 0; n < numbers.length; n++) {
      Rows own = neurons.where("neuron", numbers[n]);
      series.addAll(
          path(
              "neuron " + (numbers[n] + 1),
              own.ints("step"),
              own.values("degrees"),
              alive[n] ? PATH : DEAD));
    }
    return new Panel(
        "directions of neurons, class " + pointsTo,
        Text.of("directions of neurons"),
        steps,
        degrees,
        series,
        "no neuron points to this class");
  }

  private static Series level(String name, double degrees, Axis steps, Look look) {
    return new Series(
        name, new double[] {steps.low(), steps.high()}, new double[] {degrees, degrees}, look);
  }

  /** A path in pieces, which is broken where it crosses ±180 degrees. */
  private static List<Series> path(String name, int[] steps, double[] degrees, Look look) {
    Integer[] order = new Integer[steps.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(steps[a], steps[b]));
    List<Series> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || Math.abs(degrees[order[i]] - degrees[order[i - 1]]) > 180) {
        pieces.add(
            new Series(
                pieces.isEmpty() ? name : name + ", piece " + (pieces.size() + 1),
                Arrays.stream(order, from, i).mapToDouble(at -> steps[at]).toArray(),
                Arrays.stream(order, from, i).mapToDouble(at -> degrees[at]).toArray(),
                look));
        from = i;
      }
    }
    return pieces;
  }
}
