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

  /** Room between the letters of panels and the first sample. */
  private static final double LETTERS_GAP = 8;

  private static final double LINE = 13;
  private static final double SWATCH = 7;

  /** Least diameter of a dot whose colour can be seen. */
  private static final double LEAST_DOT = 4;

  private final Lettering lettering;

  Legend(Lettering lettering) {
    this.lettering = lettering;
  }

  /**
   * A line of a legend.
   *
   * @param panels letters of the panels that the entries explain; empty if they explain all, or
   *     those of the line above
   */
  record Samples(Text panels, List<Key.Entry> entries) {}

  /**
   * Breaks entries into lines that are at most as wide as {@code width}; each group begins a line.
   */
  List<Samples> lines(List<Key.PanelGroup> groups, double width) {
    List<Samples> lines = new ArrayList<>();
    for (Key.PanelGroup group : groups) {
      Text panels = Text.bold(group.panels());
      List<Key.Entry> line = new ArrayList<>();
      double used = width(panels);
      for (Key.Entry entry : group.entries()) {
        double own = width(entry) + GAP;
        if (!line.isEmpty() && used + own > width) {
          lines.add(new Samples(panels, List.copyOf(line)));
          panels = Text.of("");
          line.clear();
          used = 0;
        }
        line.add(entry);
        used += own;
      }
      lines.add(new Samples(panels, List.copyOf(line)));
    }
    return lines;
  }

  static double height(List<Samples> lines) {
    return lines.size() * LINE;
  }

  /** Paints lines of entries, each centred on a page of the given width. */
  void paint(Graphics2D g, List<Samples> lines, int page, double top) {
    double y = top + 8;
    for (Samples line : lines) {
      double samples = line.entries().stream().mapToDouble(one -> width(one) + GAP).sum() - GAP;
      double x = (page - width(line.panels()) - samples) / 2;
      g.setColor(Palette.INK);
      lettering.draw(g, line.panels(), LABEL, x, y, Align.LEFT);
      x += width(line.panels());
      for (Key.Entry entry : line.entries()) {
        paint(g, entry, x, y);
        x += width(entry) + GAP;
      }
      y += LINE;
    }
  }

  /** Width of the letters of panels, with the gap to the first sample. */
  private double width(Text panels) {
    double letters = lettering.width(panels, LABEL);
    return letters == 0 ? 0 : letters + LETTERS_GAP;
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
          case DOT -> Math.max(look.width(), LEAST_DOT);
          case BAR -> SWATCH;
          default -> FigureTheme.SIGN;
        };
    Pen.of(look.sign()).paint(g, FigureTheme.units(SAMPLE / 2), 0, FigureTheme.units(size));
    g.setTransform(before);
    g.setColor(Palette.INK);
    lettering.draw(g, entry.label(), LABEL, x + SAMPLE + 5, baseline, Align.LEFT);
  }
}
