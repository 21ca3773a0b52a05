package io.luckynodes.overview;

import io.luckynodes.report.PagePicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All figures of a run in one picture, row by row, each as large as fits into its frame. */
final class ContactSheet {
  /** Width of the sheet in pixels: twice that of a page of text on a screen. */
  private static final int WIDTH = 1800;

  private static final int GAP = 12;

  /** Height of a frame for each pixel of its width: most figures are wider than high. */
  private static final double RATIO = 0.75;

  /** Columns for each row, so that the sheet is about twice as wide as high. */
  private static final double COLUMNS_PER_ROW = 1.5;

  private static final int COLOURS = 64;

  private ContactSheet() {}

  /**
   * A PNG.
   *
   * @param figures PNG files by the figures' ids, in the order of the sheet
   */
  static byte[] of(Map<String, byte[]> figures) {
    int columns = (int) Math.max(1, Math.ceil(Math.sqrt(figures.size() * COLUMNS_PER_ROW)));
    int rows = (figures.size() + columns - 1) / columns;
    int width = (WIDTH - GAP * (columns + 1)) / columns;
    int height = (int) Math.round(RATIO * width);
    BufferedImage sheet =
        new BufferedImage(WIDTH, GAP + rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    List<String> ids = new ArrayList<>(figures.keySet());
    for (int i = 0; i < ids.size(); i++) {
      byte[] png = figures.getOrDefault(ids.get(i), new byte[0]);
      BufferedImage small = PagePicture.within(ids.get(i), png, width, height);
      int left = GAP + i % columns * (width + GAP) + (width - small.getWidth()) / 2;
      int top = GAP + i / columns * (height + GAP) + (height - small.getHeight()) / 2;
      g.drawImage(small, left, top, null);
    }
    g.dispose();
    return PagePicture.encode(sheet, COLOURS);
  }
}
