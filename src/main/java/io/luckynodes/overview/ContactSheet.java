package io.luckynodes.overview;

import io.luckynodes.report.PagePicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** All figures of a run in one picture, row by row, each as large as fits into its frame. */
final class ContactSheet {
  /** Width of the sheet in pixels: twice that of a page of text on a screen. */
  private static final int WIDTH = 1800;

  private static final int GAP = 12;

  /** Height of a frame for each pixel of its width: most figures are wider than high. */
  private static final double RATIO = 0.75;

  /** Columns for each row, so that the sheet is a little wider than high. */
  private static final double COLUMNS_PER_ROW = 1;

  /** A figure alone would else be drawn larger than it is. */
  private static final int LEAST_COLUMNS = 2;

  private static final int COLOURS = 64;

  private final int columns;
  private final int width;
  private final int height;
  private final BufferedImage sheet;
  private int next;

  /**
   * An empty sheet.
   *
   * @param figures number of figures that will be added
   */
  ContactSheet(int figures) {
    columns = (int) Math.max(LEAST_COLUMNS, Math.ceil(Math.sqrt(figures * COLUMNS_PER_ROW)));
    width = (WIDTH - GAP * (columns + 1)) / columns;
    height = (int) Math.round(RATIO * width);
    int rows = (figures + columns - 1) / columns;
    sheet = new BufferedImage(WIDTH, GAP + rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.dispose();
  }

  /** Draws a figure into the next frame, row by row. */
  void add(PagePicture figure) {
    BufferedImage small = figure.within(width, height);
    int left = GAP + next % columns * (width + GAP) + (width - small.getWidth()) / 2;
    int top = GAP + next / columns * (height + GAP) + (height - small.getHeight()) / 2;
    Graphics2D g = sheet.createGraphics();
    g.drawImage(small, left, top, null);
    g.dispose();
    next++;
  }

  /** The sheet as a PNG. */
  byte[] png() {
    return PagePicture.encode(sheet, COLOURS);
  }
}
