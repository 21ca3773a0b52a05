package io.luckynodes.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One pair of axes with what is drawn in it.
 *
 * @param name as the CSV calls it
 * @param title stands beside the panel's letter; empty where column and row titles say it
 * @param series in the order they are drawn; those without points are left out
 * @param remark what the panel says if nothing is drawn in it
 * @param map what lies under the series and fills the panel, if any
 * @param labels words beside what is drawn
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
  /** Words whose middle stands at a place of the panel's axes. */
  record Label(Text text, double x, double y) {}

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

  /** The same with words beside what is drawn. */
  Panel with(List<Label> words) {
    return new Panel(name, title, x, y, series, remark, map, words);
  }

  /** Whether nothing is drawn in it. */
  boolean isEmpty() {
    return series.isEmpty() && map.isEmpty();
  }

  /**
   * How many points of some panels lie outside their axes, for the footer; empty if none.
   *
   * @param mark what a point is drawn as: a dot
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
