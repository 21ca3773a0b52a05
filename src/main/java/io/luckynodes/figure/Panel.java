package io.luckynodes.figure;

import java.util.List;

/**
 * One pair of axes with what is drawn in it.
 *
 * @param name as the CSV calls it
 * @param title stands beside the panel's letter; empty where column and row titles say it
 * @param series in the order they are drawn; those without points are left out
 * @param remark what the panel says if nothing is drawn in it
 */
record Panel(String name, Text title, Axis x, Axis y, List<Series> series, String remark) {
  Panel {
    series = series.stream().filter(one -> one.points() > 0).toList();
  }
}
