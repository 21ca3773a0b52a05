package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Activation regions of nodes on the unit circle, as arcs with a dot in the node's direction. Arcs
 * of teacher nodes lie at radius 1. Arcs of student nodes lie further out, by the node's number, so
 * that no two overlap. The width of a student's arc can show its fan-out norm.
 */
final class CircleRegions {
  static final Look TEACHER = new Look(Palette.category(0), Line.SOLID, Sign.NONE, 2.4);
  static final Look LUCKY = new Look(Palette.category(3), Line.SOLID, Sign.NONE, 1.6);
  static final Look OTHER = new Look(Palette.category(1), Line.SOLID, Sign.NONE, 1.6);

  static final String TRAINING = "training";
  static final double ASPECT = 1;

  private static final double EDGE = 2.1;
  private static final double FIRST_RADIUS = 1.12;
  private static final double LAST_RADIUS = 2;
  private static final double THINNEST = 0.8;
  private static final double THICKER = 4;
  private static final double DOT = 3.4;

  private CircleRegions() {}

  /**
   * The student nodes that are the nearest to some teacher node, in ascending order.
   *
   * @param students rows of one training at its start
   */
  static Set<Integer> lucky(Rows teachers, Rows students) {
    Set<Integer> lucky = new TreeSet<>();
    for (double teacher : teachers.values("degrees")) {
      double nearest = Double.POSITIVE_INFINITY;
      int found = -1;
      int[] nodes = students.ints("node");
      double[] degrees = students.values("degrees");
      for (int i = 0; i < nodes.length; i++) {
        double gap = Math.abs(StrictMath.IEEEremainder(degrees[i] - teacher, 360));
        if (gap < nearest) {
          nearest = gap;
          found = nodes[i];
        }
      }
      if (found >= 0) {
        lucky.add(found);
      }
    }
    return lucky;
  }

  /** Rows of the teacher or of the student. */
  static Rows side(Rows nodes, String side) {
    return nodes.where("side", side);
  }

  /**
   * A panel of one network.
   *
   * @param students rows of the student at one step of one training
   * @param lucky student nodes with a colour of their own
   * @param sized whether the width of an arc grows with the fan-out norm
   */
  static Panel panel(
      String title, Rows teachers, Rows students, Set<Integer> lucky, boolean sized) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < teachers.count(); i++) {
      add(series, teachers, i, "teacher", 1, TEACHER);
    }
    double greatest = Arrays.stream(students.values("fan_out")).max().orElse(0);
    int last = Arrays.stream(students.ints("node")).max().orElse(0);
    for (int i = 0; i < students.count(); i++) {
      int node = students.ints("node")[i];
      double share = sized && greatest > 0 ? students.values("fan_out")[i] / greatest : 0;
      Look look = lucky.contains(node) ? LUCKY : OTHER;
      double radius = FIRST_RADIUS + (LAST_RADIUS - FIRST_RADIUS) * node / Math.max(1, last);
      add(
          series,
          students,
          i,
          "student",
          radius,
          new Look(look.color(), Line.SOLID, Sign.NONE, THINNEST + THICKER * share));
    }
    return new Panel(
        title,
        Text.of(title),
        new Axis(Text.of("").italic("x").sub("1"), -EDGE, EDGE),
        new Axis(Text.of("").italic("x").sub("2"), -EDGE, EDGE),
        series,
        "not measured");
  }

  private static void add(
      List<Series> series, Rows rows, int row, String side, double radius, Look look) {
    double from = rows.values("from_degrees")[row];
    double to = rows.values("to_degrees")[row];
    double middle = rows.values("degrees")[row];
    String name = side + " " + (rows.ints("node")[row] + 1);
    if (Double.isFinite(from)) {
      int steps = (int) Math.max(1, Math.ceil((to - from) / 2));
      double[] degrees = new double[steps + 1];
      Arrays.setAll(degrees, i -> from + (to - from) * i / steps);
      series.add(arc(name + ", region", degrees, radius, look));
    }
    if (Double.isFinite(middle)) {
      series.add(
          arc(
              name + ", direction",
              new double[] {middle},
              radius,
              new Look(look.color(), Line.NONE, Sign.DOT, DOT)));
    }
  }

  private static Series arc(String name, double[] degrees, double radius, Look look) {
    return new Series(
        name,
        Arrays.stream(degrees).map(d -> radius * StrictMath.cos(StrictMath.toRadians(d))).toArray(),
        Arrays.stream(degrees).map(d -> radius * StrictMath.sin(StrictMath.toRadians(d))).toArray(),
        look);
  }

  /** Legend entries for the colours of regions. */
  static List<Key.Entry> key(String lucky, String other) {
    return List.of(
        new Key.Entry(Text.of("teacher"), TEACHER),
        new Key.Entry(Text.of(lucky), LUCKY),
        new Key.Entry(Text.of(other), OTHER));
  }

  /** A note on how to read the regions, for the footer. */
  static String note() {
    return "Arcs: inputs on which a node is active; dots: its direction. After training a student's"
        + " arc is as wide as its fan-out norm is great.";
  }
}
