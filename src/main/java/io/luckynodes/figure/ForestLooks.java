package io.luckynodes.figure;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.figure.Forest.Mark;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** How means, bounds and seeds look in forest plots. */
final class ForestLooks {
  /** The line by which a claim is decided. */
  static final Look DECIDING = new Look(Palette.INK, Line.SHORT_DASHED, Sign.NONE, 0.9);

  static final Look SEED =
      new Look(Palette.translucent(Palette.INK, 0.65), Line.NONE, Sign.DOT, 2.8);

  static final Look DIVERGED = new Look(Palette.INK, Line.NONE, Sign.OPEN_CIRCLE, 1);

  private ForestLooks() {}

  static Color color(Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> Palette.HOLDS;
      case FAILS -> Palette.FAILS;
      case NOT_RESOLVED, NOT_JUDGED -> Palette.FAINT_INK;
    };
  }

  /** From one bound by which a claim holds to the other. */
  static Look near(Color color) {
    return new Look(color, Line.SOLID, Sign.NONE, 2.6);
  }

  /** From one bound by which a claim fails to the other. */
  static Look far(Color color) {
    return new Look(color, Line.SOLID, Sign.NONE, 0.9);
  }

  static Look sign(Color color, Sign sign) {
    return new Look(color, Line.NONE, sign, 1);
  }

  /**
   * From one bound to the other as far as the axis goes, with an arrowhead where it goes on beyond.
   *
   * @param below how far below the middle of the row, in points
   */
  static List<Mark> interval(double low, double high, double below, Axis axis, Look look) {
    List<Mark> marks = new ArrayList<>();
    double from = Math.min(Math.max(low, axis.low()), axis.high());
    double to = Math.max(Math.min(high, axis.high()), axis.low());
    if (from < to) {
      marks.add(new Mark(new double[] {from, to}, new double[] {below, below}, look));
    }
    if (low < axis.low()) {
      marks.add(at(axis.low(), below, sign(look.color(), Sign.TO_THE_LEFT)));
    }
    if (high > axis.high()) {
      marks.add(at(axis.high(), below, sign(look.color(), Sign.TO_THE_RIGHT)));
    }
    return marks;
  }

  static Mark at(double x, double below, Look look) {
    return new Mark(new double[] {x}, new double[] {below}, look);
  }
}
