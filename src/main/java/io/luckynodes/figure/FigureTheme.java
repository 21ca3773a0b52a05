package io.luckynodes.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import org.knowm.xchart.style.theme.XChartTheme;

/**
 * The theme of every chart: our colours, strokes and font, and nothing that stands outside the
 * axes. Lengths are in units of the chart, of which a point has {@value #PER_POINT}, since XChart
 * knows whole units alone.
 */
final class FigureTheme extends XChartTheme {
  static final int PER_POINT = 10;

  /** Size of tick labels, in points. */
  static final double LABEL = 8;

  /** Length of a tick mark, in points. */
  static final double TICK = 3;

  /** Room between a tick mark and its label, in points. */
  static final double LABEL_GAP = 2.5;

  /** Size of the signs on curves, in points. */
  static final double SIGN = 4.4;

  /** Width of grid lines, in points. */
  static final double HAIR = 0.5;

  private static final double AXIS = 0.7;
  private static final double MARGIN = 12;

  /** Room before the ink of a digit, which differs little from digit to digit, in ems. */
  private static final double BEARING = 0.075;

  private static final Color CLEAR = new Color(255, 255, 255, 0);

  private final Font font;

  FigureTheme(Lettering lettering) {
    // XChart sets a label's origin, and not its ink, where the label should begin.
    font =
        lettering
            .font(LABEL * PER_POINT)
            .deriveFont(AffineTransform.getTranslateInstance(-BEARING * LABEL * PER_POINT, 0));
  }

  static int units(double points) {
    return (int) Math.round(points * PER_POINT);
  }

  static BasicStroke stroke(double points) {
    return new BasicStroke(units(points), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }

  @Override
  public Color getChartBackgroundColor() {
    return CLEAR;
  }

  /** Room around the axes, so that labels at their ends stand within the chart. */
  @Override
  public int getChartPadding() {
    return units(MARGIN);
  }

  @Override
  public boolean isChartTitleVisible() {
    return false;
  }

  @Override
  public boolean isLegendVisible() {
    return false;
  }

  @Override
  public boolean isXAxisTitleVisible() {
    return false;
  }

  @Override
  public boolean isYAxisTitleVisible() {
    return false;
  }

  @Override
  public Font getAxisTickLabelsFont() {
    return font;
  }

  @Override
  public Color getAxisTickLabelsColor() {
    return Palette.INK;
  }

  @Override
  public Color getAxisTickMarksColor() {
    return Palette.INK;
  }

  @Override
  public BasicStroke getAxisTickMarksStroke() {
    return stroke(AXIS);
  }

  @Override
  public int getAxisTickMarkLength() {
    return units(TICK);
  }

  @Override
  public int getAxisTickPadding() {
    return units(LABEL_GAP);
  }

  @Override
  public Color getPlotGridLinesColor() {
    return Palette.GRID;
  }

  @Override
  public BasicStroke getPlotGridLinesStroke() {
    return stroke(HAIR);
  }

  @Override
  public Color getPlotBackgroundColor() {
    return CLEAR;
  }

  @Override
  public boolean isAxisTicksLineVisible() {
    return false;
  }

  /** XChart's border has a width that cannot be chosen. */
  @Override
  public boolean isPlotBorderVisible() {
    return false;
  }

  @Override
  public int getPlotMargin() {
    return 0;
  }

  /** A hair less than all of it: XChart leaves out ticks that stand on the very edge. */
  @Override
  public double getPlotContentSize() {
    return 1 - 1e-9;
  }

  @Override
  public int getMarkerSize() {
    return units(SIGN);
  }
}
