package io.luckynodes.figure;

import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.figure.SpecificationCurves.FigureCurves;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays specification curves out on a page, two side by side, and paints them. The page is as high
 * as its blocks need. All lengths are in points.
 */
final class CurvesPainter implements Page {
  private static final double MARGIN = 6;
  private static final double TITLE = FigureTheme.TITLE;
  private static final double LINE = 11;
  private static final int BESIDE = 2;

  /** Vertical room between two blocks, or between a block and words. */
  private static final double BLOCK_GAP = 10;

  private static final double FIGURE_GAP = 14;
  private static final double RULE = 0.5;

  private final Lettering lettering;
  private final List<Placed> placed = new ArrayList<>();
  private final Legend legend;
  private final List<Legend.Samples> legendLines;
  private final double legendTop;
  private final int height;

  /** Something that can paint itself, such as a block. */
  private interface Painted {
    void paint(Graphics2D g, double left, double top);
  }

  private record Placed(Painted what, double left, double top) {}

  CurvesPainter(SpecificationCurves curves, Footer footer, Lettering lettering) {
    this.lettering = lettering;
    this.legend = new Legend(lettering);
    Wrapped title = words(curves.title(), true, Palette.INK, TITLE + 0.5);
    placed.add(new Placed(title::paint, MARGIN, MARGIN));
    double y = MARGIN + title.height() + 5;
    for (FigureCurves figure : curves.figures()) {
      y = place(figure, y) + FIGURE_GAP;
    }
    this.legendTop = y - FIGURE_GAP + 8;
    this.legendLines = legend.lines(SpecificationCurves.key(), ForestPainter.textWidth());
    double footerTop = legendTop + Legend.height(legendLines) + 6;
    placed.add(new Placed(footer::paint, MARGIN, footerTop));
    this.height = (int) Math.ceil(footerTop + footer.height() + MARGIN);
  }

  /** Paints the line above a figure's heading, which separates it from the words of a block. */
  private static void paintRule(Graphics2D g, double left, double top) {
    g.setColor(Palette.FAINT_INK);
    g.fill(new Rectangle2D.Double(left, top, ForestPainter.textWidth(), RULE));
  }

  private Wrapped words(String words, boolean bold, Color color, double size) {
    return new Wrapped(
        List.of(new Paragraph(words, bold, color)),
        size,
        LINE,
        ForestPainter.textWidth(),
        lettering);
  }

  /** Places the words and blocks of a figure below each other, and returns where they end. */
  private double place(FigureCurves figure, double top) {
    placed.add(new Placed(CurvesPainter::paintRule, MARGIN, top - 2));
    Wrapped heading = words(figure.heading(), true, Palette.INK, TITLE);
    placed.add(new Placed(heading::paint, MARGIN, top));
    double y = top + heading.height() + 4;
    List<CurveBlock> blocks =
        figure.curves().stream().map(curve -> new CurveBlock(curve, lettering)).toList();
    for (int first = 0; first < blocks.size(); first += BESIDE) {
      List<CurveBlock> row = blocks.subList(first, Math.min(first + BESIDE, blocks.size()));
      y = placeRow(row, y) + BLOCK_GAP;
    }
    Wrapped closing = words(figure.closing(), false, Palette.FAINT_INK, FigureTheme.LABEL);
    placed.add(new Placed(closing::paint, MARGIN, y));
    return closing.height() > 0 ? y + closing.height() : y - (blocks.isEmpty() ? 0 : BLOCK_GAP);
  }

  /** Places blocks side by side, and returns where the highest of them ends. */
  private double placeRow(List<CurveBlock> row, double top) {
    for (int i = 0; i < row.size(); i++) {
      double left = i == 0 ? MARGIN : WIDTH - MARGIN - CurveBlock.WIDTH;
      placed.add(new Placed(row.get(i)::paint, left, top));
    }
    return top + row.stream().mapToDouble(CurveBlock::height).max().orElse(0);
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, height));
    placed.forEach(one -> one.what().paint(g, one.left(), one.top()));
    legend.paint(g, legendLines, width(), legendTop);
  }
}
