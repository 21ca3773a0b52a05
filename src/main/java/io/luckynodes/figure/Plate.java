package io.luckynodes.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure as data, before anything is painted.
 *
 * @param rows rows of panels from top to bottom; the letters of panels follow this order, from left
 *     to right in a row
 * @param columnTitles above the first row; empty if panels have titles of their own
 * @param rowTitles right of each row; empty if panels have titles of their own
 * @param notes for the footer, which explain the marks (bands, rows left out)
 */
record Plate(
    List<Row> rows, List<Text> columnTitles, List<Text> rowTitles, Key key, List<String> notes) {
  /**
   * Panels side by side, equally wide.
   *
   * @param aspect height of a panel's plot area divided by its width
   */
  record Row(List<Panel> panels, double aspect) {
    /** Greatest aspect of a panel alone in its row, which is as wide as the page. */
    private static final double LONE_ASPECT = 0.6;

    /**
     * A row of any number of panels, such as one for each value of a sweep. A single panel is not
     * as high as it is wide.
     *
     * @param aspect of several panels
     */
    static Row ofAny(List<Panel> panels, double aspect) {
      return new Row(panels, panels.size() == 1 ? Math.min(aspect, LONE_ASPECT) : aspect);
    }

    /**
     * Rows of similar panels, two side by side, or three if there are more than four panels. If the
     * last row has fewer panels that share the vertical axis of the others, they stand in line with
     * them. Otherwise its panels are wider and as high as the others.
     *
     * @param aspect of the panels of full rows
     */
    static List<Row> grid(List<Panel> panels, double aspect) {
      int columns = panels.size() <= 4 ? Math.min(2, panels.size()) : 3;
      List<Row> rows = new ArrayList<>();
      for (int from = 0; from < panels.size(); from += columns) {
        List<Panel> own = panels.subList(from, Math.min(from + columns, panels.size()));
        boolean inLine = from > 0 && panels.get(from - columns).y().equals(own.get(0).y());
        rows.add(new Row(own, inLine ? aspect : aspect * own.size() / columns));
      }
      return rows;
    }
  }

  /**
   * The same plate with rows cut into shorter ones, unless columns or rows have titles.
   *
   * @param columns greatest number of panels in a row
   */
  Plate narrowed(int columns) {
    if (!columnTitles.isEmpty() || !rowTitles.isEmpty()) {
      return this;
    }
    List<Row> cut = new ArrayList<>();
    for (Row row : rows) {
      for (int from = 0; from < row.panels().size(); from += columns) {
        int to = Math.min(from + columns, row.panels().size());
        cut.add(new Row(row.panels().subList(from, to), row.aspect()));
      }
    }
    return new Plate(cut, columnTitles, rowTitles, key, notes);
  }

  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }
}
