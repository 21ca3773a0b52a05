package io.luckynodes.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Circle;
import org.knowm.xchart.style.markers.Diamond;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;
import org.knowm.xchart.style.markers.Square;
import org.knowm.xchart.style.markers.TriangleDown;
import org.knowm.xchart.style.markers.TriangleUp;

/**
 * A marker that paints all points of a series as one path when XChart comes to the last of them: a
 * line through the points, or a dot at each. XChart's own lines would begin their dashes anew at
 * every point, and an SVG would hold an element for each segment and each dot.
 */
final class Pen extends Marker {
  /** Default miter limit of SVG, which an SVG need not write. */
  private static final float SVG_MITER_LIMIT = 4;

  private final BasicStroke stroke;
  private final boolean dots;
  private final int points;
  private Path2D.Double path = new Path2D.Double();
  private int painted;

  /**
   * A pen for one series.
   *
   * @param points number of points of the series
   */
  Pen(Look look, int points) {
    this.points = points;
    this.dots = look.sign() == Look.Sign.DOT;
    float width = (float) (look.width() * FigureTheme.PER_POINT);
    float[] dashes = look.line().dashes();
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] *= FigureTheme.PER_POINT;
    }
    this.stroke =
        dots
            ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER, SVG_MITER_LIMIT)
            : new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0);
  }

  /** XChart's marker for a sign on a curve or in a legend. */
  static Marker of(Look.Sign sign) {
    return switch (sign) {
      case NONE -> new None();
      case DOT, CIRCLE -> new Circle();
      case BAR, SQUARE -> new Square();
      case TRIANGLE -> new TriangleUp();
      case TRIANGLE_DOWN -> new TriangleDown();
      case DIAMOND -> new Diamond();
      case OPEN_CIRCLE -> new OpenCircle();
      case TO_THE_LEFT -> arrowhead(Math.PI);
      case TO_THE_RIGHT, ARROW -> arrowhead(0);
      case TO_THE_TOP -> arrowhead(-Math.PI / 2);
      case TO_THE_BOTTOM -> arrowhead(Math.PI / 2);
    };
  }

  /**
   * XChart's marker for an arrowhead at the end of a line.
   *
   * @param direction of the line at its end, in radians clockwise from the right
   */
  static Marker arrowhead(double direction) {
    return new Arrowhead(direction);
  }

  private static final class OpenCircle extends Marker {
    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
      g.setStroke(new BasicStroke(FigureTheme.units(FigureTheme.FRAME)));
      g.draw(new Ellipse2D.Double(x - size / 2.0, y - size / 2.0, size, size));
    }
  }

  /** An arrowhead with its tip at the point of the series. */
  private static final class Arrowhead extends Marker {
    private final double direction;

    Arrowhead(double direction) {
      this.direction = direction;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
      double along = StrictMath.cos(direction) * size;
      double down = StrictMath.sin(direction) * size;
      Path2D.Double head = new Path2D.Double();
      head.moveTo(x, y);
      head.lineTo(x - along - down / 2, y - down + along / 2);
      head.lineTo(x - along + down / 2, y - down - along / 2);
      head.closePath();
      g.fill(head);
    }
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    if (dots || painted == 0) {
      path.moveTo(x, y);
    }
    // A dot is a stroke without length that has round ends.
    if (dots || painted > 0) {
      path.lineTo(x, y);
    }
    painted++;
    if (painted == points) {
      g.setStroke(stroke);
      g.draw(path);
      path = new Path2D.Double();
      painted = 0;
    }
  }
}
