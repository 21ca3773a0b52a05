package io.luckynodes.theory.region;

import io.luckynodes.theory.plane.TrainingRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The pieces of a line that lie in the training region. Their ends are accurate to a thousandth of
 * the region's radius.
 */
public final class LinePieces {
  private static final int STEPS = 2000;

  private LinePieces() {}

  /** A straight piece from one point to another. */
  public record Piece(double fromX1, double fromX2, double toX1, double toX2) {}

  /**
   * The pieces in the region, from one end of the line to the other.
   *
   * @param line a row (w₁, w₂, b)
   * @param where a further condition on the points
   */
  public static List<Piece> of(double[] line, TrainingRegion region, Predicate<double[]> where) {
    double square = line[0] * line[0] + line[1] * line[1];
    double size = Math.sqrt(square);
    List<Piece> pieces = new ArrayList<>();
    double[] first = new double[0];
    double[] last = first;
    for (int step = 0; step <= STEPS; step++) {
      double t = region.radius() * (2.0 * step / STEPS - 1);
      double[] x = {
        (-line[0] * line[2] / size - line[1] * t) / size,
        (-line[1] * line[2] / size + line[0] * t) / size
      };
      boolean inside = step < STEPS && region.contains(x[0], x[1]) && where.test(x);
      if (inside) {
        first = first.length == 0 ? x : first;
        last = x;
      } else if (first.length > 0) {
        pieces.add(new Piece(first[0], first[1], last[0], last[1]));
        first = new double[0];
      }
    }
    return pieces;
  }
}
