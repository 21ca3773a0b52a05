package io.luckynodes.figure;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The plotted numbers as CSV (RFC 4180, but with plain newlines), one line per point: panel,
 * series, x, y, and the band's edges where there is a band. A map has one line per number, with its
 * column as x, its row as y, and the number as value. Reals are written so that they read back
 * exactly.
 */
final class CsvFile {
  private CsvFile() {}

  static byte[] encode(Plate plate) {
    List<Panel> panels = plate.panels();
    boolean maps = panels.stream().anyMatch(panel -> panel.map().isPresent());
    StringBuilder csv = new StringBuilder("panel,panel_name,x_axis,y_axis,series,x,y,low,high");
    csv.append(maps ? ",value\n" : "\n");
    for (int p = 0; p < panels.size(); p++) {
      Panel panel = panels.get(p);
      String start =
          String.join(
              ",",
              Character.toString('a' + p),
              quoted(panel.name()),
              quoted(panel.x().title().unstyled()),
              quoted(panel.y().title().unstyled()));
      for (Series series : panel.series()) {
        for (int i = 0; i < series.points(); i++) {
          int point = i;
          csv.append(start)
              .append(',')
              .append(quoted(series.name()))
              .append(',')
              .append(series.x()[i])
              .append(',')
              .append(series.y()[i])
              .append(',')
              .append(series.spread().map(band -> "" + band.low()[point]).orElse(""))
              .append(',')
              .append(series.spread().map(band -> "" + band.high()[point]).orElse(""))
              .append(maps ? ",\n" : "\n");
        }
      }
      panel.map().ifPresent(map -> append(csv, start, map));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder csv, String start, HeatMap map) {
    for (int row = 0; row < map.values().length; row++) {
      for (int column = 0; column < map.columns(); column++) {
        csv.append(start)
            .append(',')
            .append(quoted(map.rowName() + " " + (row + 1)))
            .append(',')
            .append(column + 1)
            .append(',')
            .append(row + 1)
            .append(",,,")
            .append(map.values()[row][column])
            .append('\n');
      }
    }
  }

  /** A field. */
  static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
