package io.luckynodes.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;

/**
 * The theme of every chart: the project's colours, strokes and font, without title, legend and
 * border. Lengths are given in points. A chart has {@value #PER_POINT} units to the point, because
 * XChart takes only whole units.
 */
final class FigureTheme {
  static final int PER_POINT = 10;

  /** Size of the titles of figures, panels and axes. */
  static final double TITLE = 8.5;

  /** Size of tick labels. */
  static final double LABEL = 8;

  /** Length of a tick mark. */
  static final double TICK = 3;

  /** Room between a tick mark and its label. */
  static final double LABEL_GAP = 2.5;

  /** Size of the signs on curves. */
  static final double SIGN = 4.4;

  /** Width of the frame and the tick marks. */
  static final double FRAME = 0.7;

  private static final double HAIR = 0.5;
  private static final double MARGIN = 12;

  /** Room before the ink of a digit, in ems; it differs little from digit to digit. */
  private static final double BEARING = 0.075;

  private static final Color CLEAR = new Color(255, 255, 255, 0);

  private FigureTheme() {}

  /** Styles a chart's axes, grid and signs, and removes its title, legend and border. */
  static void apply(XYStyler styler, Lettering lettering) {
    // XChart places a label's origin, and not its ink, where the label should begin.
    Font font =
        lettering
            .font(LABEL * PER_POINT)
            .deriveFont(AffineTransform.getTranslateInstance(-BEARING * LABEL * PER_POINT, 0));
    styler
        .setAxisTickLabelsFont(font)
        .setAxisTickLabelsColor(Palette.INK)
        .setYAxisLabelAlignment(TextAlignment.Right)
        .setAxisTickMarksColor(Palette.INK)
        .setAxisTickMarksStroke(stroke(FRAME))
        .setAxisTickMarkLength(units(TICK))
        .setAxisTickPadding(units(LABEL_GAP))
        .setAxisTicksLineVisible(false)
        .setAxisTitlesVisible(false)
        .setPlotGridLinesColor(Palette.GRID)
        .setPlotGridLinesStroke(grid())
        .setPlotMargin(0)
        // Slightly less than 1, because XChart leaves out ticks that stand on the very edge.
        .setPlotContentSize(1 - 1e-9)
        .setMarkerSize(units(SIGN))
        .setPlotBackgroundColor(CLEAR)
        // The width of XChart's border cannot be chosen.
        .setPlotBorderVisible(false)
        .setChartBackgroundColor(CLEAR)
        .setChartTitleVisible(false)
        .setLegendVisible(false)
        // Labels at the ends of axes must stand within the chart.
        .setChartPadding(units(MARGIN));
  }

  /** A length in whole units of a chart. */
  static int units(double points) {
    return (int) Math.round(points * PER_POINT);
  }

  /** The stroke of grid lines. */
  static BasicStroke grid() {
    return stroke(HAIR);
  }

  private static BasicStroke stroke(double points) {
    return new BasicStroke(units(points), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }
}
