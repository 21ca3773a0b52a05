package io.luckynodes.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A matrix of signed numbers as an image that fills a panel, its first row on top.
 *
 * @param rowName what a row is, as the CSV calls it
 * @param values [rows][columns], all finite
 * @param limit the size of a number that has the deepest colour, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record HeatMap(String rowName, double[][] values, double limit) {
  /**
   * An image is at least so many pixels a side: renderers that smooth what they enlarge blur no
   * more than a seam of one pixel between two numbers.
   */
  private static final int PIXELS = 600;

  HeatMap {
    if (!(limit > 0)
        || !Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no map of numbers up to " + limit);
    }
  }

  int columns() {
    return values.length == 0 ? 0 : values[0].length;
  }

  /** Paints it over a plot area whose top left corner is the origin. */
  void paint(Graphics2D g, int width, int height) {
    Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(image(), 0, 0, width, height, null);
    if (before != null) {
      g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
    }
  }

  private BufferedImage image() {
    int across = (PIXELS + columns() - 1) / columns();
    int down = (PIXELS + values.length - 1) / values.length;
    BufferedImage image =
        new BufferedImage(columns() * across, values.length * down, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      double[] row = values[y / down];
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, Palette.signed(row[x / across] / limit).getRGB());
      }
    }
    return image;
  }
}
