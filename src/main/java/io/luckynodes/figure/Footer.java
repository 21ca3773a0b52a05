package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** The small print below a page's panels, wrapped. Lengths are in points. */
final class Footer {
  private static final double SIZE = FigureTheme.LABEL;
  private static final double LINE = 11;

  private final Lettering lettering;
  private final List<Line> lines = new ArrayList<>();

  private record Line(Text text, Color color) {}

  /**
   * @param warning a line that must not be missed; empty for none
   * @param paragraphs the rest
   * @param width of the page between its margins
   */
  Footer(String warning, List<String> paragraphs, double width, Lettering lettering) {
    this.lettering = lettering;
    if (!warning.isEmpty()) {
      lines.add(new Line(Text.bold(warning), Palette.WARNING));
    }
    for (String paragraph : paragraphs) {
      lettering
          .wrap(paragraph, Text::of, SIZE, width)
          .forEach(line -> lines.add(new Line(line, Palette.FAINT_INK)));
    }
  }

  double height() {
    return lines.size() * LINE;
  }

  void paint(Graphics2D g, double left, double top) {
    for (int i = 0; i < lines.size(); i++) {
      g.setColor(lines.get(i).color);
      lettering.draw(g, lines.get(i).text, SIZE, left, top + 8 + i * LINE, Align.LEFT);
    }
  }
}
