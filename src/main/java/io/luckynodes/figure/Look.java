package io.luckynodes.figure;

import java.awt.Color;

/**
 * How a series looks, alike in its panel and in the legend.
 *
 * @param color opaque, or translucent for dots that lie upon each other
 * @param width width of the line, diameter of dots, in points; of bars, in units of the x axis
 */
record Look(Color color, Line line, Sign sign, double width) {
  /** Dashes in points; a dot is a short dash. */
  @SuppressWarnings(
      "ImmutableEnumChecker") // the arrays are private to this package and never written
  enum Line {
    NONE,
    SOLID,
    DASHED(5, 2.5f),
    DASH_DOT(6, 2, 1.2f, 2),
    LONG_DASHED(9, 3),
    SHORT_DASHED(2.5f, 2),
    DASH_DOT_DOT(6, 2, 1.2f, 2, 1.2f, 2),
    LONG_SHORT(9, 2, 3, 2),
    DOTTED(1, 2);

    private final float[] dashes;

    Line(float... dashes) {
      this.dashes = dashes;
    }

    float[] dashes() {
      return dashes.clone();
    }
  }

  /** What marks the points of a series. */
  enum Sign {
    NONE,
    /** Every point, as a dot. */
    DOT,
    /** Every point, as a bar from 0 up to it. */
    BAR,
    CIRCLE,
    SQUARE,
    TRIANGLE,
    TRIANGLE_DOWN,
    DIAMOND,
    OPEN_CIRCLE,
    /** At the left edge of a panel: it goes on beyond. */
    TO_THE_LEFT,
    /** At the right edge of a panel: it goes on beyond. */
    TO_THE_RIGHT,
    /** At the upper edge of a panel: it goes on beyond. */
    TO_THE_TOP,
    /** At the lower edge of a panel: it goes on beyond. */
    TO_THE_BOTTOM,
    /** A head at the last point, along the line's last segment. */
    ARROW
  }
}
