package io.luckynodes.figure;

import java.awt.Color;
import java.util.List;

/**
 * The colours of all figures: those of Okabe and Ito for categories, viridis for ordered
 * quantities.
 */
final class Palette {
  static final Color INK = new Color(0x222222);
  static final Color FAINT_INK = new Color(0x555555);
  static final Color GRID = new Color(0xE6E6E6);
  static final Color WARNING = new Color(0xB03A00);

  /** Colour of claims that hold, dark enough for letters on white. */
  static final Color HOLDS = new Color(0x00664B);

  static final Color FAILS = new Color(0xA63200);

  /** Okabe and Ito's colours, without black (ink) and yellow (too faint for lines on white). */
  private static final List<Color> CATEGORIES =
      List.of(
          new Color(0x0072B2),
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xD55E00),
          new Color(0xCC79A7),
          new Color(0x56B4E9));

  /** Viridis at ten equal steps; between them colours are interpolated. */
  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B,
    0xFDE725
  };

  /** Share of viridis that is used, because its upper end is too faint on white. */
  private static final double END = 0.92;

  /** Colours from blue through green to red, none of them too faint for a line on white. */
  private static final List<Color> BLUE_TO_RED =
      List.of(
          new Color(0x0B3C8C),
          new Color(0x2F8FD0),
          new Color(0x009E73),
          new Color(0xD9A400),
          new Color(0xD55E00),
          new Color(0xA30D0D));

  private static final List<Color> BELOW_ZERO =
      List.of(Color.WHITE, new Color(0x0072B2), new Color(0x00304D));

  private static final List<Color> ABOVE_ZERO =
      List.of(Color.WHITE, new Color(0xD55E00), new Color(0x5C2800));

  /** Share of ink in the colours of words. */
  private static final double DARKER = 0.4;

  /** Number of categories that have colours of their own. */
  static final int CATEGORY_COUNT = CATEGORIES.size();

  private Palette() {}

  /** Colour of the n-th category, from 0. */
  static Color category(int n) {
    return CATEGORIES.get(n % CATEGORIES.size());
  }

  /**
   * Colour of an ordered quantity.
   *
   * @param share position of the quantity in its range, 0 to 1
   */
  static Color ordered(double share) {
    double place = share * END * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    double rest = place - below;
    return between(new Color(VIRIDIS[below]), new Color(VIRIDIS[below + 1]), rest);
  }

  /**
   * Colour of an ordered quantity for which a paper goes from blue to red.
   *
   * @param share position of the quantity in its range, 0 to 1
   */
  static Color blueToRed(double share) {
    return along(BLUE_TO_RED, share);
  }

  /**
   * Colour of a signed quantity: white at 0, a deep shade at −1 and at 1, with Okabe and Ito's blue
   * and vermilion on the way.
   */
  static Color signed(double share) {
    return along(share < 0 ? BELOW_ZERO : ABOVE_ZERO, Math.min(1, Math.abs(share)));
  }

  private static Color along(List<Color> way, double share) {
    double place = share * (way.size() - 1);
    int before = Math.min((int) place, way.size() - 2);
    return between(way.get(before), way.get(before + 1), place - before);
  }

  static Color translucent(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }

  /** A shade of a colour that is dark enough for letters on white. */
  static Color ofWords(Color color) {
    return between(color, INK, DARKER);
  }

  private static Color between(Color from, Color to, double share) {
    return new Color(
        between(from.getRed(), to.getRed(), share),
        between(from.getGreen(), to.getGreen(), share),
        between(from.getBlue(), to.getBlue(), share));
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}
