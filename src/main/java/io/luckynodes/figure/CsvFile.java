package io.luckynodes.figure;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The plotted numbers as CSV (RFC 4180, but with plain newlines), one line per point: panel,
 * series, x, y, and the band's edges where there is a band. Reals are written so that they read
 * back exactly.
 */
final class CsvFile {
  private CsvFile() {}

  static byte[] encode(Plate plate) {
    StringBuilder csv = new StringBuilder("panel,panel_name,x_axis,y_axis,series,x,y,low,high\n");
    List<Panel> panels = plate.panels();
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
              .append('\n');
        }
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
