package io.luckynodes.figure;

import java.awt.Color;

/**
 * The look of a series, which is the same in its panel and in the legend.
 *
 * @param color opaque, or translucent for dots that lie upon each other
 * @param width width of the line or diameter of dots, in points; width of bars, in units of the x
 *     axis
 */
record Look(Color color, Line line, Sign sign, double width) {
  /** Lines with their dashes, in points; a dot is a short dash. */
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

  /** The marks at the points of a series. */
  enum Sign {
    NONE,
    /** A dot at every point. */
    DOT,
    /** A bar from 0 up to every point. */
    BAR,
    CIRCLE,
    SQUARE,
    TRIANGLE,
    TRIANGLE_DOWN,
    DIAMOND,
    OPEN_CIRCLE,
    /** An arrowhead at the left edge of a panel, where a line goes on beyond the panel. */
    TO_THE_LEFT,
    /** An arrowhead at the right edge of a panel, where a line goes on beyond the panel. */
    TO_THE_RIGHT,
    /** An arrowhead at the upper edge of a panel, where a line goes on beyond the panel. */
    TO_THE_TOP,
    /** An arrowhead at the lower edge of a panel, where a line goes on beyond the panel. */
    TO_THE_BOTTOM,
    /** An arrowhead at the last point, along the line's last segment. */
    ARROW
  }
}
