package io.luckynodes.overview;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A palette of few colours for a figure, which is mostly white paper and grey letters. A palette
 * that is chosen by the number of pixels alone would lose the colours of thin lines, which carry
 * the meaning.
 */
final class FewColours {
  private static final int BITS = 8;

  /** Colours that differ only in their lowest three bits count as one. */
  private static final int SAME = 0xF8F8F8;

  private static final int LOWEST = 0x070707;

  /** Least number of pixels of a colour that is chosen. */
  private static final int LEAST_PIXELS = 4;

  private FewColours() {}

  /**
   * Chooses a palette. The first colour is the most frequent. Each further colour is the one with
   * the greatest product of its distance from the nearest colour before and the cube root of its
   * number of pixels.
   *
   * @param most most colours, at most 256
   */
  static IndexColorModel of(BufferedImage picture, int most) {
    Map<Integer, Integer> pixels = new TreeMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        pixels.merge(picture.getRGB(x, y) & SAME, 1, Integer::sum);
      }
    }
    List<Integer> chosen = new ArrayList<>();
    Map<Integer, Double> distances = new TreeMap<>();
    pixels.forEach((colour, count) -> distances.put(colour, 1.0));
    for (int n = 0; n < most; n++) {
      int best = -1;
      double worth = 0;
      for (Map.Entry<Integer, Integer> one : pixels.entrySet()) {
        double own = StrictMath.cbrt(one.getValue()) * distances.getOrDefault(one.getKey(), 0.0);
        if (own > worth && one.getValue() >= LEAST_PIXELS) {
          best = one.getKey();
          worth = own;
        }
      }
      if (worth == 0) {
        break;
      }
      int next = best;
      boolean first = chosen.isEmpty();
      distances.replaceAll(
          (colour, distance) ->
              first ? distance(colour, next) : Math.min(distance, distance(colour, next)));
      // The bits that were cut off are set, so that white stays white.
      chosen.add(next | (next >> 5 & LOWEST));
    }
    int[] colours = chosen.stream().mapToInt(colour -> colour).toArray();
    return new IndexColorModel(BITS, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static double distance(int one, int other) {
    double red = (one >> 16 & 0xFF) - (other >> 16 & 0xFF);
    double green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
    double blue = (one & 0xFF) - (other & 0xFF);
    return Math.sqrt(red * red + green * green + blue * blue);
  }
}
