package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.BoundariesRow;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lines in the plane of two-dimensional inputs on which teacher nodes (solid) and student nodes
 * (dashed) switch on, one panel per epoch. The legend gives each student's fan-out norm at the last
 * epoch.
 */
final class DecisionBoundaries implements Drawing {
  private static final List<Color> TEACHERS =
      List.of(Palette.INK, new Color(0x8A8A8A), new Color(0x5A5A5A));
  private static final List<Line> DASHES =
      List.of(
          Line.DASHED,
          Line.DASH_DOT,
          Line.SHORT_DASHED,
          Line.LONG_DASHED,
          Line.DASH_DOT_DOT,
          Line.LONG_SHORT);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    int seed = options.integer("seed");
    Axis x = options.axis("range", Text.of("").italic("x").sub("1"));
    Axis y = options.axis("range", Text.of("").italic("x").sub("2"));
    Rows all = metrics.selected(BoundariesRow.class, spec);
    Rows rows = all.where("seed", options.measured("seed", new int[] {seed}, all)[0]);
    List<Panel> panels = new ArrayList<>();
    for (int epoch : shown(options.integers("epochs"), rows)) {
      Rows now = rows.where("epoch", epoch);
      List<Series> lines = new ArrayList<>(lines(now, false, x, y));
      lines.addAll(lines(now, true, x, y));
      panels.add(
          new Panel(
              "epoch " + epoch,
              Text.of(epoch == 0 ? "before training" : "epoch " + epoch),
              x,
              y,
              lines,
              "no line crosses this square"));
    }
    return new Plate(
        Plate.Row.grid(panels, 1),
        List.of(),
        List.of(),
        legend(rows),
        List.of(
            "Each line is where a node's pre-activation is 0: teachers solid, students dashed; ‖v‖"
                + " is the norm of a student's fan-out. Seed "
                + seed
                + "."));
  }

  /**
   * The requested epochs that were measured, and always the last measured epoch, because a smaller
   * scale ends earlier.
   */
  private static SortedSet<Integer> shown(int[] wanted, Rows rows) {
    int[] measured = rows.distinctInts("epoch");
    SortedSet<Integer> shown = new TreeSet<>();
    for (int epoch : measured) {
      if (Arrays.stream(wanted).anyMatch(w -> w == epoch)) {
        shown.add(epoch);
      }
    }
    shown.add(Arrays.stream(measured).max().orElseThrow());
    return shown;
  }

  private static Key legend(Rows rows) {
    Rows last = rows.atEnd();
    List<Key.Entry> entries = new ArrayList<>();
    for (int node : last.where("side", "teacher").distinctInts("node")) {
      entries.add(new Key.Entry(Text.of("teacher " + (node + 1)), look(node, false)));
    }
    for (int node : last.where("side", "student").distinctInts("node")) {
      double norm = last.where("side", "student").where("node", node).values("fan_out")[0];
      Text label =
          Double.isFinite(norm)
              ? Text.of("‖")
                  .italic("v")
                  .sub(Integer.toString(node + 1))
                  .plain("‖ = " + Numbers.fixed(norm, 2))
              : Text.of("student " + (node + 1) + " diverged");
      entries.add(new Key.Entry(label, look(node, true)));
    }
    return new Key.LegendBeside(
        Text.of("‖").italic("v").sub("j").plain("‖ at epoch " + last.ints("epoch")[0]), entries);
  }

  private static List<Series> lines(Rows epoch, boolean students, Axis x, Axis y) {
    Rows side = epoch.where("side", students ? "student" : "teacher");
    int[] nodes = side.ints("node");
    double[] w1 = side.values("w1");
    double[] w2 = side.values("w2");
    double[] bias = side.values("bias");
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      Look look = look(nodes[i], students);
      String name = (students ? "student " : "teacher ") + (nodes[i] + 1);
      BoundaryLine.within(w1[i], w2[i], bias[i], x, y)
          .ifPresent(
              line ->
                  lines.add(
                      new Series(
                          name,
                          new double[] {line.x1(), line.x2()},
                          new double[] {line.y1(), line.y2()},
                          look)));
    }
    return lines;
  }

  private static Look look(int node, boolean student) {
    return student
        ? new Look(Palette.category(node), DASHES.get(node % DASHES.size()), Sign.NONE, 1.4)
        : new Look(TEACHERS.get(node % TEACHERS.size()), Line.SOLID, Sign.NONE, 2.4);
  }

  /** The part of a line that lies in a rectangle. */
  record BoundaryLine(double x1, double y1, double x2, double y2) {
    /**
     * The part of the line w1·x + w2·y + bias = 0 in the rectangle of two axes; empty if the line
     * misses the rectangle or the numbers do not define a line.
     */
    static Optional<BoundaryLine> within(double w1, double w2, double bias, Axis x, Axis y) {
      double square = w1 * w1 + w2 * w2;
      if (!(square > 0) || !Double.isFinite(square) || !Double.isFinite(bias)) {
        return Optional.empty();
      }
      // The line is foot + t·(−w2, w1), and it is inside for an interval of t. Adding 0 turns a
      // negative zero into a plain one.
      double footX = -w1 * bias / square + 0.0;
      double footY = -w2 * bias / square + 0.0;
      double[] horizontal = inside(footX, -w2, x);
      double[] vertical = inside(footY, w1, y);
      double from = Math.max(horizontal[0], vertical[0]);
      double to = Math.min(horizontal[1], vertical[1]);
      return from < to
          ? Optional.of(
              new BoundaryLine(
                  footX - w2 * from, footY + w1 * from, footX - w2 * to, footY + w1 * to))
          : Optional.empty();
    }

    private static double[] inside(double start, double slope, Axis axis) {
      if (slope == 0) {
        return start >= axis.low() && start <= axis.high()
            ? new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
            : new double[] {0, 0};
      }
      double a = (axis.low() - start) / slope;
      double b = (axis.high() - start) / slope;
      return new double[] {Math.min(a, b), Math.max(a, b)};
    }
  }
}
