package io.luckynodes.figure;

import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.figure.Lettering.Align;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Paragraphs of one size, broken into lines. Lengths are in points. */
final class Wrapped {
  private final Lettering lettering;
  private final double size;
  private final double line;
  private final List<Coloured> lines = new ArrayList<>();

  private record Coloured(Text text, Color color) {}

  /**
   * Breaks paragraphs into lines.
   *
   * @param paragraphs paragraphs of text; those without words take no line
   * @param line distance from one line to the next
   * @param width greatest width of a line
   */
  Wrapped(List<Paragraph> paragraphs, double size, double line, double width, Lettering lettering) {
    this.lettering = lettering;
    this.size = size;
    this.line = line;
    for (Paragraph paragraph : paragraphs) {
      if (!paragraph.words().isEmpty()) {
        lettering
            .wrap(paragraph.words(), paragraph.bold() ? Text::bold : Text::of, size, width)
            .forEach(text -> lines.add(new Coloured(text, paragraph.color())));
      }
    }
  }

  double height() {
    return lines.size() * line;
  }

  void paint(Graphics2D g, double left, double top) {
    double baseline = top + size - 0.5;
    for (Coloured one : lines) {
      g.setColor(one.color());
      lettering.draw(g, one.text(), size, left, baseline, Align.LEFT);
      baseline += line;
    }
  }
}
