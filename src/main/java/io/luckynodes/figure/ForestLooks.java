package io.luckynodes.figure;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.figure.Forest.Mark;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks of means, bounds and seeds in plots of claims. */
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

  /** Look of the interval between the bounds by which a claim holds. */
  static Look near(Color color) {
    return new Look(color, Line.SOLID, Sign.NONE, 2.6);
  }

  /** Look of the interval between the bounds by which a claim fails. */
  static Look far(Color color) {
    return new Look(color, Line.SOLID, Sign.NONE, 0.9);
  }

  static Look sign(Color color, Sign sign) {
    return new Look(color, Line.NONE, sign, 1);
  }

  /**
   * Marks of an interval as far as the axis goes, with an arrowhead at each end that lies beyond
   * the axis.
   *
   * @param below distance below the middle of the row, in points
   */
  static List<Mark> interval(double low, double high, double below, Axis axis, Look look) {
    return clipped(low, high, axis, look, Sign.TO_THE_LEFT, Sign.TO_THE_RIGHT).stream()
        .map(one -> new Mark(one.values(), alike(below, one.values().length), one.look()))
        .toList();
  }

  /**
   * Series of an interval on an axis that runs upwards, with the same arrowheads.
   *
   * @param x position of the interval along the other axis
   */
  static List<Series> upright(double low, double high, double x, Axis axis, Look look) {
    return clipped(low, high, axis, look, Sign.TO_THE_BOTTOM, Sign.TO_THE_TOP).stream()
        .map(one -> new Series("", alike(x, one.values().length), one.values(), one.look()))
        .toList();
  }

  /** A line from one value to another, or a sign at one value. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stroke(double[] values, Look look) {}

  private static List<Stroke> clipped(
      double low, double high, Axis axis, Look look, Sign lowHead, Sign highHead) {
    List<Stroke> strokes = new ArrayList<>();
    double from = Math.min(Math.max(low, axis.low()), axis.high());
    double to = Math.max(Math.min(high, axis.high()), axis.low());
    if (from < to) {
      strokes.add(new Stroke(new double[] {from, to}, look));
    }
    if (low < axis.low()) {
      strokes.add(new Stroke(new double[] {axis.low()}, sign(look.color(), lowHead)));
    }
    if (high > axis.high()) {
      strokes.add(new Stroke(new double[] {axis.high()}, sign(look.color(), highHead)));
    }
    return strokes;
  }

  private static double[] alike(double value, int length) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  static Mark at(double x, double below, Look look) {
    return new Mark(new double[] {x}, new double[] {below}, look);
  }
}
