package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pair of axes with all that is drawn in it.
 *
 * @param name of the panel in the CSV
 * @param title beside the panel's letter; empty if titles of the column and the row say enough
 * @param series in the order of drawing; series without points are left out
 * @param remark text in the panel if nothing is drawn in it
 * @param map that fills the panel under the series, if any
 * @param labels words over the series
 */
record Panel(
    String name,
    Text title,
    Axis x,
    Axis y,
    List<Series> series,
    String remark,
    Optional<HeatMap> map,
    List<Label> labels) {
  /**
   * Words at a position of the panel's axes.
   *
   * @param right distance from the position to the words, in points
   * @param below distance by which the words stand below the position, in points
   * @param align part of the words that stands there
   */
  record Label(
      Text text, double x, double y, double right, double below, Align align, Color color) {
    private static final double INSET = 4;
    private static final double LINE = 9;

    /** Words centred on a position, in ink. */
    Label(Text text, double x, double y) {
      this(text, x, y, 0);
    }

    /** Words centred below a position, in ink; above the position if the distance is negative. */
    Label(Text text, double x, double y, double below) {
      this(text, x, y, 0, below, Align.CENTRE, Palette.INK);
    }

    /** Lines of words in the lower right corner of a panel, in the colours of some looks. */
    static List<Label> inLowerRight(Axis x, Axis y, List<Key.Entry> lines) {
      List<Label> labels = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        labels.add(
            new Label(
                lines.get(i).label(),
                x.high(),
                y.low(),
                -INSET,
                -INSET - LINE * (lines.size() - 1 - i) - INSET / 2,
                Align.RIGHT,
                Palette.ofWords(lines.get(i).look().color())));
      }
      return labels;
    }
  }

  Panel {
    series = series.stream().filter(one -> one.points() > 0).toList();
    labels = List.copyOf(labels);
  }

  /** A panel without labels. */
  Panel(
      String name,
      Text title,
      Axis x,
      Axis y,
      List<Series> series,
      String remark,
      Optional<HeatMap> map) {
    this(name, title, x, y, series, remark, map, List.of());
  }

  /** A panel of series alone. */
  Panel(String name, Text title, Axis x, Axis y, List<Series> series, String remark) {
    this(name, title, x, y, series, remark, Optional.empty());
  }

  /** The same panel with labels. */
  Panel with(List<Label> words) {
    return new Panel(name, title, x, y, series, remark, map, words);
  }

  /** Whether nothing is drawn in the panel. */
  boolean isEmpty() {
    return series.isEmpty() && map.isEmpty();
  }

  /**
   * A note on the number of points that lie outside the axes of some panels, for the footer; empty
   * if there are none.
   *
   * @param mark word for a point, such as dot
   */
  static Optional<String> outside(List<Panel> panels, String mark) {
    long outside = panels.stream().mapToLong(Panel::outside).sum();
    return outside == 0
        ? Optional.empty()
        : Optional.of(
            outside + " " + mark + (outside == 1 ? " lies" : "s lie") + " outside the axes.");
  }

  private long outside() {
    return series.stream()
        .mapToLong(
            one ->
                IntStream.range(0, one.points())
                    .filter(i -> !x.holds(one.x()[i]) || !y.holds(one.y()[i]))
                    .count())
        .sum();
  }
}
