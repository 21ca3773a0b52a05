package io.luckynodes.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;

/**
 * A panel as an XChart chart: axes with ticks and labels, grid, bands, bars, lines, dots and signs.
 * The chart is laid out in tenths of a point, so that its axes fill a given rectangle.
 */
final class PanelChart {
  private static final double BAND_OPACITY = 0.18;

  private static final int PASSES = 3;

  /** White gap between two bars, in points. */
  private static final double BAR_GAP = 0.3;

  /** Approximate number of signs on a curve. */
  private static final int SIGNS_PER_CURVE = 6;

  /**
   * Number of turns in which series of dots are painted. Each turn paints a part of each series, so
   * that the last series does not cover the others.
   */
  private static final int TURNS = 4;

  private final Panel panel;
  private final Ticks x;
  private final Ticks y;
  private final XYChart chart;

  /**
   * Prepares the chart without the panel's series.
   *
   * @param x ticks of the panel's x axis, whose length is a whole number of points
   * @param y ticks of its y axis, whose length is a whole number of points
   */
  PanelChart(Panel panel, Ticks x, Ticks y, Lettering lettering) {
    this.panel = panel;
    this.x = x;
    this.y = y;
    chart = new XYChart(1, 1);
    XYStyler styler = chart.getStyler();
    FigureTheme.apply(styler, lettering);
    boolean xTicks = x.step().isPresent();
    boolean yTicks = y.step().isPresent();
    styler
        .setXAxisMin(panel.x().start())
        .setXAxisMax(panel.x().end())
        .setYAxisMin(panel.y().start())
        .setYAxisMax(panel.y().end())
        .setXAxisTicksVisible(xTicks)
        .setYAxisTicksVisible(yTicks)
        .setPlotGridVerticalLinesVisible(xTicks && panel.map().isEmpty())
        .setPlotGridHorizontalLinesVisible(yTicks && panel.map().isEmpty())
        .setXAxisTickMarkSpacingHint(FigureTheme.units(x.step().orElse(1)))
        .setYAxisTickMarkSpacingHint(FigureTheme.units(y.step().orElse(1)))
        .setXAxisTickLabelsFormattingFunction(x::label)
        .setYAxisTickLabelsFormattingFunction(y::label);
    // XChart uses points at equal distances as ticks. The distances between these points are never
    // equal, and the points are not painted.
    Axis across = panel.x();
    Axis up = panel.y();
    add(
        new double[] {across.start(), across.end(), (across.start() + across.end()) / 2},
        new double[] {up.start(), up.end(), (up.start() + up.end()) / 2},
        new None(),
        Palette.GRID);
  }

  /** Paints the chart with the top left corner of its axes at the given position. */
  void paint(Graphics2D g, double left, double top) {
    int wide = FigureTheme.units(x.length());
    int high = FigureTheme.units(y.length());
    // The room that labels take is known only after painting, and it depends on the size of the
    // chart. So drafts are painted until the axes have the wanted size.
    Graphics2D draft = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    int width = 2 * wide;
    int height = 2 * high;
    chart.paint(draft, width, height);
    Rectangle2D axes = axes();
    for (int pass = 0; pass < PASSES; pass++) {
      width += (int) Math.round(wide - axes.getWidth());
      height += (int) Math.round(high - axes.getHeight());
      chart.paint(draft, width, height);
      axes = axes();
    }
    draft.dispose();
    addSeries();

    AffineTransform page = g.getTransform();
    g.translate(left, top);
    g.scale(1.0 / FigureTheme.PER_POINT, 1.0 / FigureTheme.PER_POINT);
    panel.map().ifPresent(map -> map.paint(g, wide, high));
    g.translate(-axes.getX(), -axes.getY());
    chart.paint(g, width, height);
    g.setTransform(page);
  }

  /** The rectangle in which XChart has put the axes. */
  private Rectangle2D axes() {
    XYStyler styler = chart.getStyler();
    int hint = styler.getXAxisTickMarkSpacingHint();
    // XChart gives no positions on axes, x and y alike, that are shorter than this hint.
    styler.setXAxisTickMarkSpacingHint(1);
    double left = chart.getScreenXFromChart(panel.x().start());
    double top = chart.getScreenYFromChart(panel.y().end());
    Rectangle2D axes =
        new Rectangle2D.Double(
            left,
            top,
            chart.getScreenXFromChart(panel.x().end()) - left,
            chart.getScreenYFromChart(panel.y().start()) - top);
    styler.setXAxisTickMarkSpacingHint(hint);
    return axes;
  }

  private void addSeries() {
    addGrid();
    panel.series().forEach(this::addBand);
    of(Look.Sign.BAR).forEach(this::addBars);
    // Dots lie on what is predicted, which is dotted, and must not cover a line that is fitted to
    // them.
    curves().filter(one -> one.look().line() == Look.Line.DOTTED).forEach(this::addCurve);
    for (int turn = 0; turn < TURNS; turn++) {
      for (Series series : of(Look.Sign.DOT)) {
        addInk(series, every(series.points(), turn, TURNS));
      }
    }
    curves().filter(one -> one.look().line() != Look.Line.DOTTED).forEach(this::addCurve);
  }

  /** Series that are neither bars nor dots. */
  private Stream<Series> curves() {
    return panel.series().stream()
        .filter(one -> one.look().sign() != Look.Sign.BAR && one.look().sign() != Look.Sign.DOT);
  }

  private List<Series> of(Look.Sign sign) {
    return panel.series().stream().filter(one -> one.look().sign() == sign).toList();
  }

  /** Adds grid lines at ticks that XChart does not paint. */
  private void addGrid() {
    if (panel.map().isPresent()) {
      return;
    }
    if (x.step().isEmpty()) {
      double[] ends = {panel.y().start(), panel.y().end()};
      x.places().forEach(at -> addGridLine(new double[] {at, at}, ends));
    }
    if (y.step().isEmpty()) {
      double[] ends = {panel.x().start(), panel.x().end()};
      y.places().forEach(at -> addGridLine(ends, new double[] {at, at}));
    }
  }

  private void addGridLine(double[] xs, double[] ys) {
    XYSeries line = add(xs, ys, new None(), Palette.GRID);
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    line.setLineStyle(FigureTheme.grid());
    line.setLineColor(Palette.GRID);
  }

  private void addBand(Series series) {
    series
        .spread()
        .ifPresent(
            band -> {
              int n = series.points();
              double[] xs = new double[2 * n];
              double[] ys = new double[2 * n];
              for (int i = 0; i < n; i++) {
                xs[i] = xs[2 * n - 1 - i] = panel.x().place(series.x()[i]);
                ys[i] = panel.y().place(band.low()[i]);
                ys[2 * n - 1 - i] = panel.y().place(band.high()[i]);
              }
              addArea(xs, ys, Palette.translucent(series.look().color(), BAND_OPACITY));
            });
  }

  /** Adds all bars as one outline, which runs along the line of 0 from each bar to the next. */
  private void addBars(Series series) {
    double gap = BAR_GAP / x.length() * (panel.x().end() - panel.x().start());
    double half = Math.max(gap, series.look().width() - gap) / 2;
    double[] xs = new double[4 * series.points()];
    double[] ys = new double[xs.length];
    for (int i = 0; i < series.points(); i++) {
      double middle = panel.x().place(series.x()[i]);
      Arrays.fill(xs, 4 * i, 4 * i + 2, middle - half);
      Arrays.fill(xs, 4 * i + 2, 4 * i + 4, middle + half);
      ys[4 * i] = ys[4 * i + 3] = panel.y().place(0);
      ys[4 * i + 1] = ys[4 * i + 2] = panel.y().place(series.y()[i]);
    }
    addArea(xs, ys, series.look().color());
  }

  private void addCurve(Series series) {
    if (series.look().line() != Look.Line.NONE) {
      addInk(series, every(series.points(), 0, 1));
    }
    if (series.look().sign() == Look.Sign.ARROW) {
      addHead(series);
      return;
    }
    int step = Math.max(1, (series.points() - 1) / SIGNS_PER_CURVE);
    // No sign stands at the ends, where the frame would cut it.
    int[] signs = every(series.points(), step / 2, step);
    add(series, signs, Pen.of(series.look().sign()));
  }

  private void addHead(Series series) {
    int last = series.points() - 1;
    int before = Math.max(0, last - 1);
    double right = panel.x().share(series.x()[last]) - panel.x().share(series.x()[before]);
    double up = panel.y().share(series.y()[last]) - panel.y().share(series.y()[before]);
    double direction = StrictMath.atan2(-up * y.length(), right * x.length());
    add(series, new int[] {last}, Pen.arrowhead(direction));
  }

  private void addInk(Series series, int[] points) {
    add(series, points, new Pen(series.look(), points.length));
  }

  private void addArea(double[] xs, double[] ys, Color color) {
    XYSeries area = add(xs, ys, new None(), color);
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setFillColor(color);
  }

  private void add(Series series, int[] points, Marker marker) {
    if (points.length > 0) {
      add(
          Arrays.stream(points).mapToDouble(i -> panel.x().place(series.x()[i])).toArray(),
          Arrays.stream(points).mapToDouble(i -> panel.y().place(series.y()[i])).toArray(),
          marker,
          series.look().color());
    }
  }

  private XYSeries add(double[] xs, double[] ys, Marker marker, Color color) {
    XYSeries series = chart.addSeries(Integer.toString(chart.getSeriesCollection().size()), xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(marker);
    series.setMarkerColor(color);
    return series;
  }

  private static int[] every(int points, int first, int step) {
    return IntStream.range(0, points).filter(i -> i >= first && (i - first) % step == 0).toArray();
  }
}
