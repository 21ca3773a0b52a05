package io.luckynodes.figure;

import java.util.List;

/**
 * A figure as data: what stands where, before anything is painted.
 *
 * @param rows panels, from top to bottom and left to right, which is the order of their letters
 * @param columnTitles above the first row; empty if panels have titles of their own
 * @param rowTitles right of each row; empty if panels have titles of their own
 * @param notes what a reader must know to read the marks (bands, what was left out), for the footer
 */
record Plate(
    List<Row> rows, List<Text> columnTitles, List<Text> rowTitles, Key key, List<String> notes) {
  /**
   * Panels side by side, equally wide.
   *
   * @param aspect height of a panel's plot area divided by its width
   */
  record Row(List<Panel> panels, double aspect) {}

  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }
}
