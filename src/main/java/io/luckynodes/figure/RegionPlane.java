package io.luckynodes.figure;

import io.luckynodes.figure.DecisionBoundaries.BoundaryLine;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plane of two-layer networks: training points, and the lines on which nodes switch on. */
final class RegionPlane {
  static final Look POINT = new Look(new Color(0xC4C4C4), Line.NONE, Sign.DOT, 1.5);

  /** Least kink of a student node whose line is drawn. */
  static final double LEAST_KINK = 0.02;

  private static final double TEACHER_WIDTH = 1;
  private static final double STUDENT_WIDTH = 1.4;

  /**
   * Widths of the pieces of lines in the region: each of three teacher nodes can be seen beneath
   * the next.
   */
  private static final double[] PIECE_WIDTHS = {7, 5, 3};

  /** Opacity of teacher nodes' lines, so that student nodes' lines are seen upon them. */
  private static final double OPACITY = 0.45;

  private RegionPlane() {}

  /** Training points as faint dots. */
  static Series points(Rows points) {
    return new Series("training points", points.values("x1"), points.values("x2"), POINT);
  }

  /** Look of the whole line of a teacher node. */
  static Look teacher(int node) {
    return new Look(
        Palette.translucent(Palette.category(node), OPACITY), Line.SOLID, Sign.NONE, TEACHER_WIDTH);
  }

  /** Look of the piece of a teacher node's line in the training region. */
  static Look piece(int node) {
    return new Look(
        Palette.translucent(Palette.category(node), OPACITY),
        Line.SOLID,
        Sign.NONE,
        PIECE_WIDTHS[node % PIECE_WIDTHS.length]);
  }

  /** Look of the line of a student node. */
  static Look student(Color color) {
    return new Look(color, Line.DASHED, Sign.NONE, STUDENT_WIDTH);
  }

  /** Lines of teacher nodes. */
  static List<Series> teachers(Rows nodes, Axis x, Axis y) {
    Rows own = nodes.where("side", RegionNodesRow.TEACHER);
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < own.count(); i++) {
      int node = own.ints("node")[i];
      line(own, i, "teacher " + (node + 1), x, y, teacher(node)).ifPresent(lines::add);
    }
    return lines;
  }

  /**
   * Lines of student nodes that are seen in the region and have a kink. A line has the colour of
   * the teacher node on whose line it lies, if any.
   */
  static List<Series> students(Rows nodes, Axis x, Axis y) {
    Rows seen = nodes.where("side", RegionNodesRow.STUDENT).where("kink", k -> k > LEAST_KINK);
    List<Series> lines = new ArrayList<>();
    for (String pattern : List.of("alone", "group", "teacher")) {
      Rows own = seen.where("pattern", pattern);
      for (int i = 0; i < own.count(); i++) {
        Color color =
            pattern.equals("teacher") ? Palette.category(own.ints("teacher")[i]) : Palette.INK;
        String name = "student " + (own.ints("node")[i] + 1);
        line(own, i, name, x, y, student(color)).ifPresent(lines::add);
      }
    }
    return lines;
  }

  /** The line of one node. */
  static Optional<Series> line(Rows nodes, int row, String name, Axis x, Axis y, Look look) {
    return BoundaryLine.within(
            nodes.values("w1")[row], nodes.values("w2")[row], nodes.values("bias")[row], x, y)
        .map(
            line ->
                new Series(
                    name,
                    new double[] {line.x1(), line.x2()},
                    new double[] {line.y1(), line.y2()},
                    look));
  }

  /**
   * Pieces of a teacher node's line.
   *
   * @param observer the student node that is active on them, or {@link RegionPiecesRow#WHOLE}
   */
  static List<Series> pieces(Rows pieces, int teacher, int observer, Look look) {
    Rows own = pieces.where("teacher", teacher).where("observer", observer);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < own.count(); i++) {
      series.add(
          new Series(
              "teacher "
                  + (teacher + 1)
                  + (observer < 0 ? " in the region" : ", seen by student " + (observer + 1))
                  + ", piece "
                  + (i + 1),
              new double[] {own.values("from_x1")[i], own.values("to_x1")[i]},
              new double[] {own.values("from_x2")[i], own.values("to_x2")[i]},
              look));
    }
    return series;
  }
}
