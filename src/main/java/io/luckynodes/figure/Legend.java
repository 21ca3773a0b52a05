package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Samples of looks with their labels. Lengths are in points. */
final class Legend {
  /** Length of a sample. */
  static final double SAMPLE = 25;

  private static final double LABEL = FigureTheme.LABEL;
  private static final double GAP = 12;
  private static final double LINE = 13;
  private static final double SWATCH = 7;

  private final Lettering lettering;

  Legend(Lettering lettering) {
    this.lettering = lettering;
  }

  /**
   * Breaks entries into lines that are at most as wide as {@code width}; each group begins a line.
   */
  List<List<Key.Entry>> lines(List<List<Key.Entry>> groups, double width) {
    List<List<Key.Entry>> lines = new ArrayList<>();
    for (List<Key.Entry> group : groups) {
      List<Key.Entry> line = new ArrayList<>();
      double used = 0;
      for (Key.Entry entry : group) {
        double own = width(entry) + GAP;
        if (!line.isEmpty() && used + own > width) {
          lines.add(List.copyOf(line));
          line.clear();
          used = 0;
        }
        line.add(entry);
        used += own;
      }
      lines.add(List.copyOf(line));
    }
    return lines;
  }

  static double height(List<List<Key.Entry>> lines) {
    return lines.size() * LINE;
  }

  /** Paints lines of entries, each centred on a page of the given width. */
  void paint(Graphics2D g, List<List<Key.Entry>> lines, int page, double top) {
    double y = top + 8;
    for (List<Key.Entry> line : lines) {
      double x = (page - line.stream().mapToDouble(one -> width(one) + GAP).sum() + GAP) / 2;
      for (Key.Entry entry : line) {
        paint(g, entry, x, y);
        x += width(entry) + GAP;
      }
      y += LINE;
    }
  }

  double width(Key.Entry entry) {
    return SAMPLE + 5 + lettering.width(entry.label(), LABEL);
  }

  void paint(Graphics2D g, Key.Entry entry, double x, double baseline) {
    Look look = entry.look();
    AffineTransform before = g.getTransform();
    g.translate(x, baseline - 3);
    g.scale(1.0 / FigureTheme.PER_POINT, 1.0 / FigureTheme.PER_POINT);
    g.setColor(look.color());
    if (look.line() != Look.Line.NONE) {
      Pen line = new Pen(look, 2);
      line.paint(g, 0, 0, 0);
      line.paint(g, FigureTheme.units(SAMPLE), 0, 0);
    }
    double size =
        switch (look.sign()) {
          case DOT -> look.width();
          case BAR -> SWATCH;
          default -> FigureTheme.SIGN;
        };
    Pen.of(look.sign()).paint(g, FigureTheme.units(SAMPLE / 2), 0, FigureTheme.units(size));
    g.setTransform(before);
    g.setColor(Palette.INK);
    lettering.draw(g, entry.label(), LABEL, x + SAMPLE + 5, baseline, Align.LEFT);
  }
}
