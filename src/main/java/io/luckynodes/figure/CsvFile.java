package io.luckynodes.figure;

import io.luckynodes.csv.CsvLines;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plotted numbers as CSV, one line per point: panel, series, x, y, and the edges of the band if
 * there is a band. A map has one line per number, with its column as x, its row as y, and the
 * number as value.
 */
final class CsvFile {
  private static final List<String> COLUMNS =
      List.of("panel", "panel_name", "x_axis", "y_axis", "series", "x", "y", "low", "high");

  /** Every decimal number of 15 digits is the shortest form of a double. */
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private final boolean maps;
  private final CsvLines lines;

  private CsvFile(boolean maps) {
    this.maps = maps;
    List<String> columns = new ArrayList<>(COLUMNS);
    if (maps) {
      columns.add("value");
    }
    lines = new CsvLines(columns.toArray());
  }

  static byte[] encode(Plate plate) {
    List<Panel> panels = plate.panels();
    CsvFile file = new CsvFile(panels.stream().anyMatch(panel -> panel.map().isPresent()));
    for (int p = 0; p < panels.size(); p++) {
      file.add(Character.toString('a' + p), panels.get(p));
    }
    return file.lines.encoded();
  }

  private void add(String letter, Panel panel) {
    for (Series series : panel.series()) {
      for (int i = 0; i < series.points(); i++) {
        int point = i;
        add(
            letter,
            panel,
            series.name(),
            series.x()[i],
            series.y()[i],
            series.spread().map(band -> band.low()[point]).orElse(null),
            series.spread().map(band -> band.high()[point]).orElse(null),
            null);
      }
    }
    panel.map().ifPresent(map -> add(letter, panel, map));
    for (Panel.Label label : panel.labels()) {
      String name = "label: " + label.text().unstyled();
      add(letter, panel, name, label.x(), label.y(), null, null, null);
    }
  }

  private void add(String letter, Panel panel, HeatMap map) {
    for (int row = 0; row < map.values().length; row++) {
      for (int column = 0; column < map.columns(); column++) {
        double value = map.values()[row][column];
        Number x = place(map.across(), column);
        Number y = place(map.down(), row);
        String name = map.rowName() + " " + (y instanceof Double down ? Numbers.plain(down) : y);
        add(letter, panel, name, x, y, null, null, Double.isNaN(value) ? null : value);
      }
    }
  }

  /** The value of a row or column, or its number from 1 if it has no value. */
  private static Number place(List<Double> values, int n) {
    if (values.isEmpty()) {
      return n + 1;
    }
    return values.get(n);
  }

  /** The number without rounding errors in its last digits: 0.04 for 0.04000000000000001. */
  private static double rounded(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).round(DIGITS).doubleValue()
        : number;
  }

  private void add(String letter, Panel panel, Object series, @Nullable Object... numbers) {
    List<@Nullable Object> line = new ArrayList<>();
    line.add(letter);
    line.add(panel.name());
    line.add(panel.x().title().unstyled());
    line.add(panel.y().title().unstyled());
    line.add(series);
    // The last number is the value of a map.
    for (int i = 0; i < numbers.length - (maps ? 0 : 1); i++) {
      line.add(numbers[i] instanceof Double number ? rounded(number) : numbers[i]);
    }
    lines.add(line.toArray());
  }
}
