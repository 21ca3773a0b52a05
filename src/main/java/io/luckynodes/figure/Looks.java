package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.util.List;

/** Looks that tell the series of a figure apart by colour and by line, sign or both. */
final class Looks {
  private static final double CURVE_WIDTH = 1.2;
  private static final double LINE_WIDTH = 1.1;
  private static final double LAST_LINE = 0.85;
  private static final List<Line> CURVES =
      List.of(Line.SOLID, Line.DASHED, Line.DASH_DOT, Line.LONG_DASHED);
  private static final List<Sign> SIGNS =
      List.of(Sign.CIRCLE, Sign.SQUARE, Sign.TRIANGLE, Sign.DIAMOND);
  private static final List<Line> LINES =
      List.of(
          Line.SOLID,
          Line.DASHED,
          Line.DASH_DOT,
          Line.LONG_DASHED,
          Line.SHORT_DASHED,
          Line.DASH_DOT_DOT,
          Line.LONG_SHORT);

  /** Number of different lines: each of six colours with each of the dashes. */
  static final int DISTINCT_LINES = 6 * LINES.size();

  private Looks() {}

  /** Look of the n-th of a few curves, from 0: colour, dashes and sign. */
  static Look curve(int n) {
    return new Look(
        Palette.category(n),
        CURVES.get(n % CURVES.size()),
        SIGNS.get(n % SIGNS.size()),
        CURVE_WIDTH);
  }

  /**
   * Look of the n-th of some ordered curves, from 0: a sign and a shade of viridis, without the
   * shades that are too faint for a line on white.
   */
  static Look ordered(int n, int of) {
    return new Look(
        Palette.ordered(of == 1 ? 0 : LAST_LINE * n / (of - 1)),
        Line.SOLID,
        SIGNS.get(n % SIGNS.size()),
        CURVE_WIDTH);
  }

  /**
   * Look of the n-th of some ordered lines, from 0: the shade of {@link #ordered} with dashes and
   * no sign.
   */
  static Look orderedLine(int n, int of) {
    return new Look(ordered(n, of).color(), LINES.get(n % LINES.size()), Sign.NONE, LINE_WIDTH);
  }

  /** Look of the n-th of many lines, from 0: colour and dashes, without a sign. */
  static Look line(int n) {
    return new Look(Palette.category(n), LINES.get(n % LINES.size()), Sign.NONE, LINE_WIDTH);
  }
}
