package io.luckynodes.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Paints lines, dots and signs in a look, in panels and legends alike. */
final class Brush {
  /** What SVG takes if nothing is said, so that nothing need be said. */
  private static final float SVG_MITER_LIMIT = 4;

  private static final double SIGN_SIZE = 4.4;
  private static final double SWATCH = 7;
  private static final double BAR_GAP = 0.3;

  /** At how many places a curve carries its sign. */
  private static final int SIGNS_PER_CURVE = 6;

  private Brush() {}

  /** Paints a series through points of the page. */
  static void paint(Graphics2D g, Look look, List<Point2D> points) {
    if (points.isEmpty()) {
      return;
    }
    g.setColor(look.color());
    if (look.sign() == Look.Sign.BAR) {
      swatch(g, points.get(0));
      return;
    }
    if (look.sign() == Look.Sign.DOT) {
      dots(g, look.width(), points);
      return;
    }
    if (look.line() != Look.Line.NONE) {
      Path2D.Double path = new Path2D.Double();
      path.moveTo(points.get(0).getX(), points.get(0).getY());
      points.stream().skip(1).forEach(point -> path.lineTo(point.getX(), point.getY()));
      g.setStroke(stroke(look));
      g.draw(path);
    }
    if (look.sign() != Look.Sign.NONE) {
      int step = Math.max(1, (points.size() - 1) / SIGNS_PER_CURVE);
      // Not at the ends, where the frame would cut them.
      for (int i = step / 2; i < points.size(); i += step) {
        sign(g, look.sign(), points.get(i).getX(), points.get(i).getY());
      }
    }
  }

  /** Paints bars from a base line up, or down, to each of their middles. */
  static void bars(
      Graphics2D g, Color color, List<Point2D> middles, double baseline, double width) {
    g.setColor(color);
    for (Point2D middle : middles) {
      g.fill(
          new Rectangle2D.Double(
              // A hair of white between two bars.
              middle.getX() - width / 2 + BAR_GAP / 2,
              Math.min(middle.getY(), baseline),
              Math.max(BAR_GAP, width - BAR_GAP),
              Math.abs(baseline - middle.getY())));
    }
  }

  /** What stands for bars in a legend. */
  private static void swatch(Graphics2D g, Point2D middle) {
    g.fill(
        new Rectangle2D.Double(
            middle.getX() - SWATCH / 2, middle.getY() - SWATCH / 2, SWATCH, SWATCH));
  }

  /**
   * All dots as one path of strokes without length and with round ends: one short element in the
   * SVG, however many dots.
   */
  private static void dots(Graphics2D g, double diameter, List<Point2D> points) {
    Path2D.Double path = new Path2D.Double();
    for (Point2D point : points) {
      path.moveTo(point.getX(), point.getY());
      path.lineTo(point.getX(), point.getY());
    }
    g.setStroke(
        new BasicStroke(
            (float) diameter, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER, SVG_MITER_LIMIT));
    g.draw(path);
  }

  private static void sign(Graphics2D g, Look.Sign sign, double x, double y) {
    double r = SIGN_SIZE / 2;
    Shape shape =
        switch (sign) {
          case NONE, DOT, BAR -> throw new IllegalArgumentException(sign.name());
          case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
          case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
          case TRIANGLE ->
              polygon(x, y - 1.2 * r, x + 1.15 * r, y + 0.9 * r, x - 1.15 * r, y + 0.9 * r);
          case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
        };
    g.fill(shape);
  }

  private static Path2D polygon(double... corners) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static BasicStroke stroke(Look look) {
    float[] dashes = look.line().dashes();
    return new BasicStroke(
        (float) look.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        dashes.length == 0 ? null : dashes,
        0);
  }
}
