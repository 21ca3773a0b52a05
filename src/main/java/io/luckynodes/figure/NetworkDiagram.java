package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A network or a chain of operations on a panel's axes. Nodes are dots, which are filled if the
 * node is active. Edges are lines, whose width and depth of colour grow with the size of their
 * weights.
 */
final class NetworkDiagram {
  private static final double NODE = 6.5;
  private static final double HOLLOW = 4;
  private static final double THINNEST = 0.4;
  private static final double THICKER = 2;

  /**
   * Share of the deepest colour that an edge of weight 0 has, since white cannot be seen on white.
   */
  private static final double PALEST = 0.25;

  private static final double ARROW = 1.1;

  /** Height of the white area behind words on edges, in points. */
  private static final double LABEL_HEIGHT = 10;

  private final List<Series> edges = new ArrayList<>();
  private final List<Series> nodes = new ArrayList<>();
  private final List<Panel.Label> labels = new ArrayList<>();

  /**
   * Adds an edge.
   *
   * @param share weight of the edge, from −1 to 1
   */
  void edge(String name, double fromX, double fromY, double toX, double toY, double share) {
    Look look =
        new Look(
            weight(share).color(), Line.SOLID, Sign.NONE, THINNEST + THICKER * Math.abs(share));
    edges.add(new Series(name, new double[] {fromX, toX}, new double[] {fromY, toY}, look));
  }

  /** Adds an arrow that ends short of the node that it points to. */
  void arrow(String name, double fromX, double toX, double y) {
    edges.add(
        new Series(
            name,
            new double[] {fromX, toX - 0.1},
            new double[] {y, y},
            new Look(Palette.INK, Line.SOLID, Sign.ARROW, ARROW)));
  }

  /** Adds a node. */
  void node(String name, double x, double y, boolean active) {
    node(name, x, y, active, Palette.INK);
  }

  /** Adds a node in a colour. */
  void node(String name, double x, double y, boolean active, Color color) {
    nodes.add(dot(name, x, y, new Look(color, Line.NONE, Sign.DOT, NODE)));
    if (!active) {
      Look white = new Look(Color.WHITE, Line.NONE, Sign.DOT, HOLLOW);
      nodes.add(dot(name + ", not active", x, y, white));
    }
  }

  private static Series dot(String name, double x, double y, Look look) {
    return new Series(name, new double[] {x}, new double[] {y}, look);
  }

  /** Adds words centred on a position. */
  void label(Text text, double x, double y) {
    labels.add(new Panel.Label(text, x, y));
  }

  /** Adds words on edges, with a white area behind them that interrupts the edges. */
  void labelUpon(Text text, double x, double y, double halfWidth) {
    Look white = new Look(Color.WHITE, Line.SOLID, Sign.NONE, LABEL_HEIGHT);
    edges.add(
        new Series(
            "behind " + text.unstyled(),
            new double[] {x - halfWidth, x + halfWidth},
            new double[] {y, y},
            white));
    label(text, x, y);
  }

  Panel panel(String title, Axis x, Axis y) {
    List<Series> series = new ArrayList<>(edges);
    series.addAll(nodes);
    return new Panel(title, Text.of(title), x, y, series, "not measured").with(labels);
  }

  private static Look weight(double share) {
    double deep = PALEST + (1 - PALEST) * Math.abs(share);
    return new Look(
        Palette.signed(share < 0 ? -deep : deep), Line.SOLID, Sign.NONE, THINNEST + THICKER);
  }

  /** Legend entries for the marks. */
  static List<Key.Entry> key() {
    return List.of(
        new Key.Entry(Text.of("weight above 0"), weight(1)),
        new Key.Entry(Text.of("weight below 0"), weight(-1)),
        new Key.Entry(Text.of("active node"), new Look(Palette.INK, Line.NONE, Sign.CIRCLE, 1)),
        new Key.Entry(
            Text.of("node that is not"), new Look(Palette.INK, Line.NONE, Sign.OPEN_CIRCLE, 1)));
  }
}
