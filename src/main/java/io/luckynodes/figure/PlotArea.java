package io.luckynodes.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;

/**
 * A panel's data, as an XChart chart without furniture, in shares of its axes, which thereby may be
 * of any scale. XChart places every point and fills the bands. It would stroke each segment of a
 * line by itself, which breaks dashes, and paint each dot as an element of its own, which makes
 * SVGs large; so its marker here only notes where the points are, and each series is then painted
 * whole.
 */
final class PlotArea {
  private static final Color CLEAR = new Color(255, 255, 255, 0);
  private static final double BAND_OPACITY = 0.18;

  /**
   * Series of dots are painted in turns, a part of each at a time, so that the last does not cover
   * the rest.
   */
  private static final int TURNS = 4;

  private PlotArea() {}

  /**
   * Paints the series, clipped to a plot area whose top left corner is the origin.
   *
   * @param width in whole points, as XChart has it
   * @param height in whole points
   */
  static void paint(Graphics2D g, Panel panel, int width, int height) {
    panel.map().ifPresent(map -> map.paint(g, width, height));
    XYChart chart = chart(width, height);
    panel.series().forEach(series -> addBand(chart, panel, series));
    Map<Series, Tracer> tracers = new LinkedHashMap<>();
    for (Series series : panel.series()) {
      Tracer tracer = new Tracer();
      add(
              chart,
              "points of " + series.name(),
              shares(panel.x(), series.x()),
              shares(panel.y(), series.y()))
          .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
          .setMarker(tracer);
      tracers.put(series, tracer);
    }
    chart.paint(g, width, height);

    Shape page = g.getClip();
    g.clip(new Rectangle2D.Double(0, 0, width, height));
    tracers.forEach(
        (series, tracer) -> {
          if (series.look().sign() == Look.Sign.BAR) {
            Axis x = panel.x();
            Brush.bars(
                g,
                series.look().color(),
                tracer.points,
                height * (1 - panel.y().share(0)),
                width * (x.share(x.low() + series.look().width()) - x.share(x.low())));
          } else if (series.look().sign() != Look.Sign.DOT) {
            Brush.paint(g, series.look(), tracer.points);
          }
        });
    for (int turn = 0; turn < TURNS; turn++) {
      int current = turn;
      tracers.forEach(
          (series, tracer) -> {
            if (series.look().sign() == Look.Sign.DOT) {
              Brush.paint(g, series.look(), everyNth(tracer.points, current));
            }
          });
    }
    g.setClip(page);
  }

  private static List<Point2D> everyNth(List<Point2D> points, int first) {
    return IntStream.range(0, points.size())
        .filter(i -> i % TURNS == first)
        .mapToObj(points::get)
        .toList();
  }

  private static XYChart chart(int width, int height) {
    XYChart chart = new XYChart(width, height);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(1.0)
        .setYAxisMin(0.0)
        .setYAxisMax(1.0)
        .setAxisTicksVisible(false)
        .setAxisTitlesVisible(false)
        .setPlotGridLinesVisible(false)
        .setPlotTicksMarksVisible(false)
        .setPlotMargin(0)
        .setPlotContentSize(1)
        .setPlotBorderVisible(false)
        .setPlotBackgroundColor(CLEAR)
        .setChartBackgroundColor(CLEAR)
        .setChartTitleVisible(false)
        .setLegendVisible(false)
        .setChartPadding(0);
    return chart;
  }

  private static void addBand(XYChart chart, Panel panel, Series series) {
    series
        .spread()
        .ifPresent(
            band -> {
              int n = series.points();
              double[] x = new double[2 * n];
              double[] y = new double[2 * n];
              for (int i = 0; i < n; i++) {
                x[i] = panel.x().share(series.x()[i]);
                y[i] = panel.y().share(band.low()[i]);
                x[2 * n - 1 - i] = x[i];
                y[2 * n - 1 - i] = panel.y().share(band.high()[i]);
              }
              add(chart, "band of " + series.name(), x, y)
                  .setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
                  .setMarker(new None())
                  .setFillColor(Palette.translucent(series.look().color(), BAND_OPACITY));
            });
  }

  private static double[] shares(Axis axis, double[] values) {
    return Arrays.stream(values).map(axis::share).toArray();
  }

  private static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineStyle(SeriesLines.NONE);
    return series;
  }

  /** A marker that paints nothing and remembers where XChart would have had it. */
  private static final class Tracer extends Marker {
    private final List<Point2D> points = new ArrayList<>();

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
      points.add(new Point2D.Double(x, y));
    }
  }
}
