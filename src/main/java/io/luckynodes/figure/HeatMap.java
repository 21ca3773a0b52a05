package io.luckynodes.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A matrix as an image that fills a panel, its first row on top.
 *
 * @param rowName name of a row in the CSV
 * @param across values of the columns in the CSV; empty for their numbers, from 1
 * @param down values of the rows in the CSV; empty for their numbers, from 1
 * @param values [rows][columns]
 * @param colour of a value
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record HeatMap(
    String rowName,
    List<Double> across,
    List<Double> down,
    double[][] values,
    DoubleFunction<Color> colour) {
  /**
   * Least number of pixels of an image in each direction. Renderers that smooth enlarged images
   * then blur at most a seam of one pixel between two numbers.
   */
  private static final int PIXELS = 600;

  /**
   * A map of signed numbers, which are all finite.
   *
   * @param limit magnitude of a number that has the deepest colour, above 0
   */
  static HeatMap signed(String rowName, double[][] values, double limit) {
    if (!(limit > 0)
        || !Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no map of numbers up to " + limit);
    }
    return new HeatMap(rowName, List.of(), List.of(), values, new Signed(limit));
  }

  /**
   * Colours of signed numbers.
   *
   * @param limit magnitude of a number that has the deepest colour
   */
  record Signed(double limit) implements DoubleFunction<Color> {
    @Override
    public Color apply(double value) {
      return Palette.signed(value / limit);
    }
  }

  int columns() {
    return values.length == 0 ? 0 : values[0].length;
  }

  /** Paints the map over a plot area whose top left corner is the origin. */
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
    int wide = (PIXELS + columns() - 1) / columns();
    int high = (PIXELS + values.length - 1) / values.length;
    BufferedImage image =
        new BufferedImage(columns() * wide, values.length * high, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      double[] row = values[y / high];
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, colour.apply(row[x / wide]).getRGB());
      }
    }
    return image;
  }
}
